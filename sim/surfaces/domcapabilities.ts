import type { Surface } from '../contracts/surface.js';
import type { BootTruth } from '../contracts/truth.js';
import { element, writeXml, type XmlElement } from '../core/xml-writer.js';
import { cpuText } from './domcapabilities-cpu.js';
import { devicesText, enumElement } from './domcapabilities-devices.js';
import { featuresElement } from './domcapabilities-features.js';
import { emulatorOf, maxVcpus } from './emulator.js';
import { isAtLeast } from './release.js';
import { textFile } from './surface-file.js';

/**
 * What `virsh domcapabilities` printed when KubeVirt's node-labeller script asked it about q35 (s390-ccw-virtio on s390x). That virsh asks for
 * expanded CPU features as soon as it knows the flag (12.2). Source: kubevirt `cmd/virt-launcher/node-labeller/node-labeller.sh`.
 */
export const domcapabilities: Surface = {
  id: 'domcapabilities',
  about: 'Domain capabilities as libvirt formats them, saved by KubeVirt’s node-labeller script.',
  changes: 'boot',
  files: ({ boot }) => [textFile('/var/lib/kubevirt-node-labeller/virsh_domcapabilities.xml', 0o644, () => printed(boot))],
};

function printed(boot: BootTruth): string {
  const { version } = boot.libvirt;
  const document = domcapabilitiesDocument(boot, { expandCpuFeatures: isAtLeast(version, '12.2') });
  return `${document}${isAtLeast(version, '10.0') ? '\n' : '\n\n'}`;
}

/**
 * The domain-capabilities document of the labeller script's machine type: of KVM when its module is loaded, of QEMU's own translator otherwise.
 * Element order, quotes and indentation are those of libvirt's formatter (`src/conf/domain_capabilities.c`).
 */
export function domcapabilitiesDocument(boot: BootTruth, options: { readonly expandCpuFeatures: boolean }): string {
  const emulator = emulatorOf(boot);
  const head = [
    element('path', {}, emulator.path),
    element('domain', {}, boot.kvm.loaded ? 'kvm' : 'qemu'),
    element('machine', {}, emulator.machine(boot)),
    element('arch', {}, emulator.architecture),
    element('vcpu', { max: maxVcpus(boot) }),
    element('iothreads', { supported: 'yes' }),
    osElement(boot),
  ];
  const before = head.map((part) => writeXml(part, '  ')).join('');
  const after = writeXml(featuresElement(boot), '  ');
  const cpu = cpuText(boot, options.expandCpuFeatures);
  return `<domainCapabilities>\n${before}${cpu}${devicesText(boot)}${after}</domainCapabilities>\n`;
}

function osElement(boot: BootTruth): XmlElement {
  const { elements } = boot.libvirt.view;
  const images = guestFirmware(boot);
  const secure = images.some((path) => /secboot/i.test(path)) ? ['yes', 'no'] : ['no'];
  return element(
    'os',
    { supported: 'yes' },
    enumElement('firmware', images.length === 0 ? [] : ['efi']),
    elements.includes('firmwareFeatures') && firmwareFeatures(images.length === 0 ? [] : secure),
    element(
      'loader',
      { supported: 'yes' },
      ...images.map((path) => element('value', {}, path)),
      enumElement('type', ['rom', 'pflash']),
      enumElement('readonly', ['yes', 'no']),
      enumElement('secure', secure),
    ),
    elements.includes('varstore') && element('varstore', { supported: images.length === 0 ? 'no' : 'yes' }),
  );
}

/** Images libvirt finds descriptors for: the edk2 package has them for x86 only, and none for variable stores. */
function guestFirmware(boot: BootTruth): readonly string[] {
  if (emulatorOf(boot).architecture !== 'x86_64') return [];
  return boot.firmwareFiles.filter((path) => !/VARS/.test(path));
}

function firmwareFeatures(values: readonly string[]): XmlElement {
  return element(
    'firmwareFeatures',
    { supported: 'yes' },
    enumElement('secureBoot', values),
    enumElement('enrolledKeys', values),
  );
}

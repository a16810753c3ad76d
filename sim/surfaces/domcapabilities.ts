import type { Surface } from '../contracts/surface.js';
import type { BootTruth } from '../contracts/truth.js';
import { element, writeXml, type XmlElement } from '../core/xml-writer.js';
import { cpuText, type HostModelAsked } from './domcapabilities-cpu.js';
import { devicesText, enumElement } from './domcapabilities-devices.js';
import { featuresElement } from './domcapabilities-features.js';
import { askedMachine, chipsetOf, emulatorOf, type MachineType, maxVcpus } from './emulator.js';
import { type GuestFirmware, guestFirmware } from './guest-firmware.js';
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

/** What is asked about: libvirt answers for one machine type and one kind of virtualisation at a time. */
export interface DomainCapabilitiesAsked extends HostModelAsked {
  /** Default: the machine type of the labeller script. */
  readonly machine?: MachineType;
  /** Default: `kvm` when its module is loaded. */
  readonly virtType?: 'kvm' | 'qemu';
  /** Default: that of the host. */
  readonly architecture?: string;
  /** Path of the emulator as it was asked for; default: {@link Emulator.path}. */
  readonly emulator?: string;
  /** Untruths of libvirt that are left out; see {@link FeaturesAsked.without}. */
  readonly without?: ReadonlySet<string>;
}

/**
 * The domain-capabilities document. Element order, quotes and indentation are those of libvirt's formatter
 * (`src/conf/domain_capabilities.c`).
 */
export function domcapabilitiesDocument(boot: BootTruth, asked: DomainCapabilitiesAsked): string {
  const emulator = emulatorOf(boot);
  const { machine = askedMachine(boot), virtType = boot.kvm.loaded ? 'kvm' : 'qemu', without = nothing } = asked;
  const { architecture = emulator.architecture } = asked;
  const chipset = chipsetOf(machine);
  const head = [
    element('path', {}, asked.emulator ?? emulator.path),
    element('domain', {}, virtType),
    element('machine', {}, machine.name),
    element('arch', {}, architecture),
    element('vcpu', { max: maxVcpus(machine, virtType) }),
    element('iothreads', { supported: 'yes' }),
    osElement(boot, guestFirmware(boot, machine, architecture)),
  ];
  const before = head.map((part) => writeXml(part, '  ')).join('');
  const features = featuresElement(boot, { virtType, hasKeyboardController: chipset !== 'other', without });
  const cpu = cpuText(virtType === 'kvm' ? boot : translatedBoot(boot), asked);
  const devices = devicesText(boot, chipset === 'i440fx');
  return `<domainCapabilities>\n${before}${cpu}${devices}${writeXml(features, '  ')}</domainCapabilities>\n`;
}

const nothing: ReadonlySet<string> = new Set();

/** The host as guests of QEMU's own translator meet it. */
function translatedBoot(boot: BootTruth): BootTruth {
  return boot.kvm.loaded ? { ...boot, kvm: { ...boot.kvm, loaded: false } } : boot;
}

function osElement(boot: BootTruth, { images, secure, secureBoot, enrolledKeys, varstore }: GuestFirmware): XmlElement {
  const { elements } = boot.libvirt.view;
  return element(
    'os',
    { supported: 'yes' },
    enumElement('firmware', images.length === 0 ? [] : ['efi']),
    elements.includes('firmwareFeatures') && firmwareFeatures(secureBoot, enrolledKeys),
    element(
      'loader',
      { supported: 'yes' },
      ...images.map((path) => element('value', {}, path)),
      enumElement('type', ['rom', 'pflash']),
      enumElement('readonly', ['yes', 'no']),
      enumElement('secure', secure),
    ),
    elements.includes('varstore') && element('varstore', { supported: varstore ? 'yes' : 'no' }),
  );
}

function firmwareFeatures(secureBoot: readonly string[], enrolledKeys: readonly string[]): XmlElement {
  return element(
    'firmwareFeatures',
    { supported: 'yes' },
    enumElement('secureBoot', secureBoot),
    enumElement('enrolledKeys', enrolledKeys),
  );
}

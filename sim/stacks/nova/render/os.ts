import { element, fixedElement, type XmlElement } from '../../../core/xml-writer.js';
import type { NovaChoices } from '../choices.js';
import { propertyText } from '../instance.js';
import type { Firmware } from './chosen-firmware.js';
import type { DomainPlan } from './plan.js';

/**
 * What the guest boots from. libvirt chooses firmware unless the files are known; TDX firmware has no flash that system management mode could
 * guard, so its loader says nothing of secure boot. Source: nova 34.0.0 `nova/virt/libvirt/config.py` (_format_os).
 */
export function osElement(plan: DomainPlan, choices: NovaChoices): XmlElement {
  const { architecture, machine, firmware } = plan;
  const automatic = firmware !== undefined && firmware.files === undefined;
  return element(
    'os',
    automatic ? { firmware: 'efi' } : {},
    automatic ? secureBootFeature(firmware) : undefined,
    element('type', { arch: architecture, machine }, 'hvm'),
    ...kernelElements(plan),
    firmware && loader(firmware, plan, choices),
    firmware && nvram(firmware, choices),
    hasKernel(plan) ? undefined : bootFromDisk,
    smbios,
  );
}

const bootFromDisk = fixedElement(element('boot', { dev: 'hd' }));
const smbios = fixedElement(element('smbios', { mode: 'sysinfo' }));

function secureBootFeature({ secure }: Firmware): XmlElement {
  return element('firmware', {}, element('feature', { name: 'secure-boot', enabled: yesOrNo(secure) }));
}

function loader({ files, secure, stateless }: Firmware, { model }: DomainPlan, choices: NovaChoices): XmlElement {
  const isTdx = model === 'intel-tdx';
  const attributes = {
    type: files?.type,
    readonly: files?.readonly ?? (isTdx ? 'yes' : undefined),
    secure: isTdx ? undefined : yesOrNo(secure),
    stateless: stateless && choices.saysStateless ? 'yes' : undefined,
  };
  return files === undefined ? element('loader', attributes) : element('loader', attributes, files.loader);
}

function nvram({ files, stateless }: Firmware, choices: NovaChoices): XmlElement | undefined {
  if (files?.template === undefined && files?.nvram === undefined) return undefined;
  if (stateless && choices.statelessHasNoNvram) return undefined;
  const { nvram: path, template } = files;
  return path === undefined ? element('nvram', { template }) : element('nvram', { template }, path);
}

/** Source: nova 34.0.0 `nova/virt/libvirt/driver.py` (_set_guest_for_inst_kernel). */
function kernelElements(plan: DomainPlan): readonly (XmlElement | undefined)[] {
  if (!hasKernel(plan)) return [];
  const directory = `/var/lib/nova/instances/${plan.instance.uuid}`;
  return [
    element('kernel', {}, `${directory}/kernel`),
    propertyText(plan.image, 'ramdisk_id') ? element('initrd', {}, `${directory}/ramdisk`) : undefined,
    element('cmdline', {}, propertyText(plan.image, 'os_command_line') ?? 'root=/dev/vda console=tty0 console=ttyS0'),
  ];
}

function hasKernel({ image }: DomainPlan): boolean {
  return Boolean(propertyText(image, 'kernel_id'));
}

function yesOrNo(is: boolean): 'yes' | 'no' {
  return is ? 'yes' : 'no';
}

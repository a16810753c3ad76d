import { element, type XmlElement } from '../../../core/xml-writer.js';
import { startsPaused, type VirtualMachineInstance } from '../vmi.js';
import type { Firmware } from './firmware.js';

/**
 * What the guest boots from. Firmware without variables is mapped as ROM and has no `nvram`; a guest that starts paused shows its
 * boot menu, to give its owner time. Source: KubeVirt v1.9 `converter/compute/os.go`.
 */
export function osElement(vmi: VirtualMachineInstance, firmware: Firmware | undefined): XmlElement {
  const { architecture = 'amd64', domain } = vmi.spec;
  return element(
    'os',
    {},
    element('type', { arch: libvirtArchitectures[architecture] ?? architecture, machine: domain.machine?.type }, 'hvm'),
    firmware === undefined ? undefined : loader(firmware),
    firmware?.variables === undefined ? undefined : nvram(vmi, firmware.variables),
    startsPaused(vmi) ? element('bootmenu', { enable: 'yes', timeout: 10_000 }) : undefined,
    domain.firmware?.bootloader?.bios?.useSerial === true ? element('bios', { useserial: 'yes' }) : undefined,
    architecture === 'amd64' ? element('smbios', { mode: 'sysinfo' }) : undefined,
  );
}

const libvirtArchitectures: Readonly<Record<string, string>> = { amd64: 'x86_64', arm64: 'aarch64' };

function loader({ code, secure, loader: type }: Firmware): XmlElement {
  return element('loader', { readonly: 'yes', secure: secure ? 'yes' : 'no', type }, code);
}

/** The store belongs to this guest alone and dies with its pod, unless persistence was asked for. */
function nvram({ metadata }: VirtualMachineInstance, template: string): XmlElement {
  return element('nvram', { template }, `/var/run/kubevirt-private/libvirt/qemu/nvram/${metadata.name}_VARS.fd`);
}

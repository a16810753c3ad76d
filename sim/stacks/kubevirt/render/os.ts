import { element, fixedElement, fixedElements, type XmlElement } from '../../../core/xml-writer.js';
import type { Choices } from '../choices.js';
import type { Config } from '../config.js';
import { keptByTemplate } from '../guest-template.js';
import { type KernelBoot, startsPaused, type VirtualMachineInstance } from '../vmi.js';
import type { ChosenFirmware, Firmware } from './firmware.js';
import { kept } from './kept.js';

/**
 * What the guest boots from. Firmware without variables is mapped as ROM and has no `nvram`; a guest that starts paused shows its
 * boot menu, to give its owner time. Source: KubeVirt v1.9 `converter/compute/os.go`.
 */
export function osElement(
  vmi: VirtualMachineInstance,
  firmware: Firmware | undefined,
  config: Config,
  choices: Choices,
): XmlElement {
  const automatic = firmware?.chosenBy === 'libvirt';
  const { type, extras } = ofTemplate(vmi, config, choices);
  return element(
    'os',
    automatic ? chosenByLibvirt : noAttributes,
    type,
    automatic ? secureBootFirmware : undefined,
    firmware?.chosenBy === 'stack' ? loader(firmware) : undefined,
    firmware === undefined ? undefined : nvram(vmi, firmware, choices),
    extras,
  );
}

const ofTemplate = keptByTemplate((guest) => {
  const { architecture = 'amd64', domain } = guest.spec;
  const { kernelBoot, bootloader } = domain.firmware ?? {};
  return {
    type: machineType(libvirtArchitectures[architecture] ?? architecture, domain.machine?.type),
    extras: fixedElements(
      ...kernelElements(kernelBoot),
      startsPaused(guest) ? bootMenu : undefined,
      bootloader?.bios?.useSerial === true ? element('bios', { useserial: 'yes' }) : undefined,
      architecture === 'amd64' ? smbios : undefined,
    ),
  };
});

const chosenByLibvirt = { firmware: 'efi' };
const noAttributes = {};

const libvirtArchitectures: Readonly<Record<string, string>> = { amd64: 'x86_64', arm64: 'aarch64' };

const machineType = kept((arch: string, machine: string | undefined) => element('type', { arch, machine }, 'hvm'));

const bootMenu = fixedElement(element('bootmenu', { enable: 'yes', timeout: 10_000 }));
const smbios = fixedElement(element('smbios', { mode: 'sysinfo' }));

const secureBootFirmware = fixedElement(
  element(
    'firmware',
    {},
    element('feature', { enabled: 'yes', name: 'secure-boot' }),
    element('feature', { enabled: 'yes', name: 'enrolled-keys' }),
  ),
);

function loader({ code, readonly, secure, loader: type }: ChosenFirmware): XmlElement {
  return loaderOf(code, readonly ? 'yes' : undefined, secure ? 'yes' : 'no', type);
}

const loaderOf = kept((code: string, readonly: string | undefined, secure: string, type: string | undefined) =>
  element('loader', { readonly, secure, type }, code),
);

/**
 * The store belongs to this guest alone and dies with its pod, unless persistence was asked for. Where libvirt chooses the firmware,
 * it must not choose the store's format as well: a store from an earlier life is raw.
 */
function nvram({ metadata }: VirtualMachineInstance, firmware: Firmware, choices: Choices): XmlElement | undefined {
  const path = `/var/run/kubevirt-private/libvirt/qemu/nvram/${metadata.name}_VARS.fd`;
  if (firmware.chosenBy === 'libvirt') return element('nvram', { format: choices.nvramFormatIsSaid ? 'raw' : undefined }, path);
  return firmware.variables === undefined ? undefined : element('nvram', { template: firmware.variables }, path);
}

/** Kernel and initrd come out of a container image, mounted beside the disks; the command line goes without them too. */
function kernelElements(boot: KernelBoot | undefined): readonly (XmlElement | undefined)[] {
  if (boot === undefined) return nothing;
  const { kernelPath, initrdPath } = boot.container ?? {};
  return [
    kernelPath ? element('kernel', {}, artifact(kernelPath)) : undefined,
    initrdPath ? element('initrd', {}, artifact(initrdPath)) : undefined,
    boot.kernelArgs ? element('cmdline', {}, boot.kernelArgs) : undefined,
  ];
}

const nothing: readonly XmlElement[] = [];

/** Source: KubeVirt v1.9 `pkg/container-disk/container-disk.go` (GetKernelBootArtifactPathFromLauncherView). */
function artifact(path: string): string {
  return `/var/run/kubevirt/container-disks/kernel-boot/${path.split('/').findLast((part) => part !== '')}`;
}

import type { BootTruth, FirmwareDescriptor } from '../contracts/truth.js';
import { chipsetOf, type MachineType } from './emulator.js';

/** What libvirt knows of the firmware for guests of a machine type. */
export interface GuestFirmware {
  /** Images in the order of their descriptors, each once. */
  readonly images: readonly string[];
  /** `no`, and `yes` where some image guards its variables by system-management mode. */
  readonly secure: readonly string[];
  /** `yes`, `no` or both, as for some image each holds: has Secure Boot, has keys in its variables. */
  readonly secureBoot: readonly string[];
  readonly enrolledKeys: readonly string[];
  /** Some image leaves its variables to QEMU's own store. */
  readonly varstore: boolean;
}

/**
 * Firmware for guests of a machine type: what descriptors say, where the package has some, otherwise what the names of its images tell.
 * Source: libvirt 11.3.0 `src/qemu/qemu_firmware.c` qemuFirmwareGetSupported; the answers of libvirt 9.0.0, 11.3.0 and 12.8.0 with the
 * firmware of their Debian releases, none of which has images for QEMU's variable store.
 */
export function guestFirmware(boot: BootTruth, machine: MachineType, architecture: string): GuestFirmware {
  if (architecture !== 'x86_64') return none;
  const { firmwareDescriptors: descriptors } = boot;
  return descriptors === undefined ? byImageNames(boot, machine) : byDescriptors(descriptors, machine);
}

const none: GuestFirmware = { images: [], secure: ['no'], secureBoot: [], enrolledKeys: [], varstore: false };

function byDescriptors(descriptors: readonly FirmwareDescriptor[], { name }: MachineType): GuestFirmware {
  const sorted = [...descriptors].sort((left, right) => (left.name < right.name ? -1 : 1));
  const suited = sorted.filter(({ machines }) => machines.some((pattern) => matches(pattern, name)));
  if (suited.length === 0) return none;
  const some = (holds: (has: ReadonlySet<string>) => boolean): readonly string[] => {
    const answers = new Set(suited.map(({ features }) => (holds(new Set(features)) ? 'yes' : 'no')));
    return (['yes', 'no'] as const).filter((answer) => answers.has(answer));
  };
  return {
    images: [...new Set(suited.map(({ executable }) => executable))],
    secure: suited.some(({ features }) => features.includes('requires-smm')) ? ['yes', 'no'] : ['no'],
    secureBoot: some((has) => has.has('secure-boot')),
    enrolledKeys: some((has) => has.has('enrolled-keys')),
    varstore: some((has) => has.has('host-uefi-vars')).includes('yes'),
  };
}

/** A pattern has no wildcard but a star at its end. */
function matches(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}

/** Images with Secure Boot need the system-management mode that only q35 has; machine types that are no PCs have no firmware of theirs. */
function byImageNames({ firmwareFiles }: BootTruth, machine: MachineType): GuestFirmware {
  const chipset = chipsetOf(machine);
  if (chipset !== 'q35' && chipset !== 'i440fx') return none;
  const images = firmwareFiles.filter((path) => !/VARS/.test(path) && (chipset === 'q35' || !q35Only.test(path)));
  const secure = images.some((path) => /secboot/i.test(path)) ? ['yes', 'no'] : ['no'];
  const answers = images.length === 0 ? [] : secure;
  return { images, secure, secureBoot: answers, enrolledKeys: answers, varstore: false };
}

/** Firmware whose descriptors name q35 machines alone. Source: the `edk2` descriptors of Debian and Fedora. */
const q35Only = /secboot|\.cc\.|\.ms\.|amdsev|inteltdx/i;

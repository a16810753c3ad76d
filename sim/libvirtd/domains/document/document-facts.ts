import type { BootTruth } from '../../../contracts/truth.js';
import { digestOf } from '../../../core/json.js';
import { chipsetOf, type Emulator, emulatorOf, type MachineType } from '../../../surfaces/emulator.js';
import { isAtLeast } from '../../../surfaces/release.js';

/** What the defaults of a document depend on besides the document. */
export interface DocumentFacts {
  readonly boot: BootTruth;
  readonly emulator: Emulator;
  readonly machine: MachineType;
  readonly chipset: ReturnType<typeof chipsetOf>;
  /** What made-up values (UUID, MAC addresses) are made from: equal seeds give equal documents. */
  readonly seed: string;
}

/** Facts of a host for documents of one machine type. */
export function documentFacts(boot: BootTruth, machine: MachineType, seed: string): DocumentFacts {
  return { boot, emulator: emulatorOf(boot), machine, chipset: chipsetOf(machine), seed };
}

/** Is the host's libvirt this release or a later one? */
export function libvirtIsAtLeast({ boot }: Pick<DocumentFacts, 'boot'>, release: string): boolean {
  return isAtLeast(boot.libvirt.version, release);
}

/** A UUID (version 4, variant 1) that the same seed gives again. */
export function madeUuid(seed: string): string {
  const digits = digestOf({ domainUuid: seed }, 32);
  const variant = '89ab'[Number.parseInt(digits.slice(16, 17), 16) % 4];
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`, `${variant}${digits.slice(17, 20)}`];
  return [...parts, digits.slice(20)].join('-');
}

/** A MAC address of QEMU's range. Source: libvirt 11.3.0 `src/util/virmacaddr.c` `virMacAddrGenerate`. */
export function madeMac(seed: string): string {
  const digits = digestOf({ mac: seed }, 6);
  return `52:54:00:${digits.slice(0, 2)}:${digits.slice(2, 4)}:${digits.slice(4, 6)}`;
}

import type { BootTruth } from '../contracts/truth.js';
import { contentCache } from './content-cache.js';
import { isAtLeast } from './release.js';

/** The QEMU that KubeVirt's node-labeller script asks about on a host, by the host's architecture. */
export interface Emulator {
  readonly architecture: 'x86_64' | 's390x';
  readonly path: string;
  /** Canonical name of the machine type the script asks for. */
  machine(boot: BootTruth): string;
  /** Families of versioned machine types, the default one first. */
  readonly families: readonly [MachineFamily, ...MachineFamily[]];
  /** Machine types without a version, which no document of ours lists. */
  readonly others?: readonly MachineType[];
  /** Index in {@link families} of the script's machine type. */
  readonly asked: number;
  /** Guest architectures in the order of host capabilities. */
  readonly guests: readonly { readonly name: string; readonly wordsize: number; readonly pae: boolean }[];
}

/** Machine types `<prefix>-<release>`, of which the newest has an alias. */
export interface MachineFamily {
  readonly alias: string;
  readonly prefix: string;
  /** Largest number of vCPUs of the machine type of a release. */
  maxVcpus(release: string): number;
}

/** Where QEMU's emulator for the host is and what it emulates. */
export function emulatorOf({ cpu }: BootTruth): Emulator {
  return cpu.vendorId === 'IBM/S390' ? s390x : x86;
}

/** The machine type that KubeVirt's node-labeller script asks about: the newest of its family. */
export function askedMachine(boot: BootTruth): MachineType {
  const emulator = emulatorOf(boot);
  const { alias, maxVcpus } = emulator.families[emulator.asked] ?? x86.families[0];
  return { name: emulator.machine(boot), alias, maxVcpus: maxVcpus(boot.qemu.version), deprecated: false };
}

/** Most vCPUs a guest can have: what the machine type allows, and KVM (KVM_MAX_VCPUS is 1024 on distribution kernels). */
export function maxVcpus({ maxVcpus }: MachineType, virtType: 'kvm' | 'qemu'): number {
  return virtType === 'kvm' ? Math.min(maxVcpus, kvmMaxVcpus) : maxVcpus;
}

/** KVM_CAP_MAX_VCPUS of distribution kernels. Source: Linux `arch/x86/include/asm/kvm_host.h`. */
export const kvmMaxVcpus = 1024;

/**
 * A machine type by its name or alias; without either the one QEMU takes by itself (i440fx on x86). Undefined where the emulator has
 * no such machine type.
 */
export function machineTypeOf(boot: BootTruth, name?: string): MachineType | undefined {
  const emulator = emulatorOf(boot);
  const known = machineTypes(emulator, boot.qemu.version);
  if (name === undefined) return known[0];
  return [...known, ...(emulator.others ?? [])].find((machine) => machine.name === name || machine.alias === name);
}

/** What of a PC a machine type has: an IDE controller, and a keyboard controller that can be left out. */
export function chipsetOf({ name }: MachineType): 'i440fx' | 'q35' | 'isapc' | 'other' {
  if (name.startsWith('pc-q35-')) return 'q35';
  if (name.startsWith('pc-i440fx-')) return 'i440fx';
  return name === 'isapc' ? name : 'other';
}

/** A machine type of QEMU. */
export interface MachineType {
  readonly name: string;
  readonly alias?: string;
  readonly maxVcpus: number;
  readonly deprecated: boolean;
}

/**
 * The versioned machine types of an emulator, newest first. Those six years old are gone since 10.1; before that the list went
 * back to 2.4 at least. Three years make one deprecated (9.1).
 * Source: QEMU `include/hw/boards.h`; the lists in the 7.2, 10.0 and 11.1 binaries.
 */
export function machineTypes(emulator: Emulator, qemu: string): readonly MachineType[] {
  return knownTypes(`${emulator.architecture} ${qemu}`, () => typesOf(emulator, qemu));
}

const knownTypes = contentCache<readonly MachineType[]>(64);

function typesOf({ families }: Emulator, qemu: string): readonly MachineType[] {
  const released = releases.filter((release) => isAtLeast(qemu, release));
  const kept = released.filter((release) => !isAtLeast(qemu, '10.1') || yearsBetween(release, qemu) < 6).reverse();
  return families.flatMap((family) =>
    kept.map((release, index) => ({
      name: `${family.prefix}-${release}`,
      ...(index === 0 ? { alias: family.alias } : {}),
      maxVcpus: family.maxVcpus(release),
      deprecated: isAtLeast(qemu, '9.1') && yearsBetween(release, qemu) >= 3,
    })),
  );
}

/** Releases with machine types of their own: a new major number each year since 4.0. */
const releases: readonly string[] = [
  ...['2.4', '2.5', '2.6', '2.7', '2.8', '2.9', '2.10', '2.11', '2.12', '3.0', '3.1'],
  ...[4, 5, 6, 7, 8, 9, 10, 11].flatMap((major) => [`${major}.0`, `${major}.1`, `${major}.2`]),
];

/** Whole years between two releases as QEMU counts them: by major number, and by minor number within the year. */
function yearsBetween(older: string, newer: string): number {
  const [olderMajor = 0, olderMinor = 0] = older.split('.').map(Number);
  const [newerMajor = 0, newerMinor = 0] = newer.split('.').map(Number);
  return newerMajor - olderMajor - (newerMinor >= olderMinor ? 0 : 1);
}

/** q35 allowed 255 vCPUs, then 288 (2.8), 1024 (8.1) and 4096 (9.0). */
function maxVcpusOfQ35(release: string): number {
  if (isAtLeast(release, '9.0')) return 4096;
  if (isAtLeast(release, '8.1')) return 1024;
  return isAtLeast(release, '2.8') ? 288 : 255;
}

const x86: Emulator = {
  architecture: 'x86_64',
  path: '/usr/bin/qemu-system-x86_64',
  machine: ({ qemu }) => qemu.q35Machine,
  families: [
    { alias: 'pc', prefix: 'pc-i440fx', maxVcpus: () => 255 },
    { alias: 'q35', prefix: 'pc-q35', maxVcpus: maxVcpusOfQ35 },
  ],
  others: [
    { name: 'isapc', maxVcpus: 1, deprecated: false },
    { name: 'microvm', maxVcpus: 288, deprecated: false },
  ],
  asked: 1,
  guests: [
    { name: 'i686', wordsize: 32, pae: true },
    { name: 'x86_64', wordsize: 64, pae: false },
  ],
};

const s390x: Emulator = {
  architecture: 's390x',
  path: '/usr/bin/qemu-system-s390x',
  machine: ({ qemu }) => `s390-ccw-virtio-${qemu.version.split('.').slice(0, 2).join('.')}`,
  families: [{ alias: 's390-ccw-virtio', prefix: 's390-ccw-virtio', maxVcpus: () => 248 }],
  asked: 0,
  guests: [{ name: 's390x', wordsize: 64, pae: false }],
};

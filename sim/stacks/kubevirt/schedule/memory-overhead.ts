import { GIB, MIB } from '../../../core/quantity.js';
import type { Choices } from '../choices.js';
import type { Config } from '../config.js';
import { kiloValue, quantityValue } from '../quantity.js';
import { isOn, type Specified, usesSev, vcpuCount } from '../vmi.js';

/**
 * Memory the launcher pod needs beside the guest's own, in bytes. TDX costs nothing extra, exactly as upstream has it. The ratio
 * applies to everything. Worked figures: 1 GiB and 1 vCPU need 290 MiB, with SEV 546 MiB.
 * Source: KubeVirt v1.9 `pkg/hypervisor/kvm/hypervisorbackend.go` (GetMemoryOverhead), `renderresources.go` (MultiplyMemory).
 */
export function memoryOverheadBytes(vmi: Specified, config: Config, choices: Choices): number {
  const encryption = encryptionBytes(vmi, config, choices);
  const guaranteed = guaranteedBytes(vmi);
  const outside = choices.overheadOutsideRatio;
  const unscaled = (outside.includes('encryption') ? encryption : 0) + (outside.includes('guaranteed') ? guaranteed : 0);
  return multiplied(sumOf(ordinaryParts(vmi, choices)) + encryption + guaranteed - unscaled, config) + unscaled;
}

/** What {@link memoryOverheadBytes} is made of, in bytes by what it is for; parts of nought are left out. */
export function memoryOverheadParts(vmi: Specified, config: Config, choices: Choices): Readonly<Record<string, number>> {
  const parts = [
    ...ordinaryParts(vmi, choices).map((bytes, index) => [ordinaryPartNames[index] ?? '', bytes] as const),
    ['encryption', encryptionBytes(vmi, config, choices)] as const,
    ['guaranteed resources', guaranteedBytes(vmi)] as const,
  ];
  const ratio = memoryOverheadBytes(vmi, config, choices) - sumOf(parts.map(([, bytes]) => bytes));
  return Object.fromEntries([...parts, ['ratio', ratio] as const].filter(([, bytes]) => bytes !== 0));
}

/**
 * Memory asked for on the guest's behalf, in bytes: the request if there is one, then the limit, then the guest's own size.
 * Source: KubeVirt v1.9 `renderresources.go` (WithMemoryRequests).
 */
export function requestedMemoryBytes(vmi: Specified): number {
  return explicitRequestBytes(vmi) || quantityValue(vmi.spec.domain.memory?.guest);
}

/** Devices of the host that QEMU gets through VFIO. */
export function passedDevices({ spec }: Specified): number {
  const devices = spec.domain.devices;
  return (devices?.hostDevices?.length ?? 0) + (devices?.gpus?.length ?? 0);
}

/** virt-launcher-monitor, virt-launcher, virtlogd, virtqemud, QEMU without its guest. */
const launcherProcessesBytes = (25 + 100 + 25 + 40 + 50) * MIB;

const ioThreadBytes = 8 * MIB;

/** What {@link ordinaryParts} are for, in the same order. */
const ordinaryPartNames = [
  'page tables',
  'launcher and QEMU',
  'vCPUs',
  'I/O thread',
  'graphics',
  'arm64 firmware',
  'passed-through devices',
  'probes',
  'TPM',
  'added by the request',
];

function ordinaryParts(vmi: Specified, choices: Choices): readonly number[] {
  const { domain } = vmi.spec;
  const architecture = choices.overheadKnowsGuestArchitecture ? vmi.spec.architecture : 'amd64';
  return [
    pageTableBytes(vmi, choices),
    launcherProcessesBytes,
    vcpuCount(domain.cpu) * 8 * MIB,
    ioThreadBytes,
    domain.devices?.autoattachGraphicsDevice === false ? 0 : 32 * MIB,
    architecture === 'arm64' ? 128 * MIB : 0,
    passedDevices(vmi) > 0 ? GIB : 0,
    probeBytes(vmi),
    isOn(domain.devices?.tpm) ? 53 * MIB : 0,
    quantityValue(domain.memory?.reservedOverhead?.addedOverhead),
  ];
}

function sumOf(parts: readonly number[]): number {
  let sum = 0;
  for (const part of parts) sum += part;
  return sum;
}

function encryptionBytes(vmi: Specified, config: Config, choices: Choices): number {
  return (usesSev(vmi) ? choices.sevOverheadBytes : 0) + choices.tdxOverheadBytes(vmi, config);
}

function guaranteedBytes(vmi: Specified): number {
  return hasGuaranteedResources(vmi) ? 100 * MIB : 0;
}

/** What the ratio adds comes in whole thousands. */
function multiplied(bytes: number, { additionalGuestMemoryOverheadRatio: ratio }: Config): number {
  return ratio === 1 ? bytes : bytes + Math.trunc((kiloValue(bytes) / 1000) * (ratio - 1)) * 1000;
}

/** One bit for every 512 of guest memory, which Kubernetes first rounds up to whole thousands. */
function pageTableBytes(vmi: Specified, choices: Choices): number {
  const bytes = choices.pageTablesForGuestMemory
    ? requestedMemoryBytes(vmi)
    : quantityValue(vmi.spec.domain.resources?.requests?.memory);
  return Math.floor(kiloValue(bytes) / 512);
}

function explicitRequestBytes({ spec }: Specified): number {
  const resources = spec.domain.resources;
  return resources === undefined ? 0 : quantityValue(resources.requests?.memory) || quantityValue(resources.limits?.memory);
}

/** Probes that run a command need 10 MiB each and 100 MiB for the program that runs them. */
function probeBytes({ spec }: Specified): number {
  const probes = Number(spec.livenessProbe?.exec !== undefined) + Number(spec.readinessProbe?.exec !== undefined);
  return probes === 0 ? 0 : (100 + 10 * probes) * MIB;
}

function hasGuaranteedResources({ spec }: Specified): boolean {
  if (spec.domain.cpu?.dedicatedCpuPlacement === true) return true;
  if (spec.domain.resources === undefined) return false;
  const { requests = {}, limits = {} } = spec.domain.resources;
  const [memory, memoryLimit] = [quantityValue(requests.memory), quantityValue(limits.memory)];
  const cpu = requests.cpu ?? limits.cpu;
  const memoryMatches = memoryLimit > 0 && (memory === 0 || memory === memoryLimit);
  return memoryMatches && cpu !== undefined && cpu === limits.cpu;
}

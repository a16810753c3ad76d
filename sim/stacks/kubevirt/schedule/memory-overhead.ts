import { GIB, MIB } from '../../../core/quantity.js';
import type { Choices } from '../choices.js';
import type { Config } from '../config.js';
import { kiloValue, quantityValue } from '../quantity.js';
import { usesSev, type VirtualMachineInstance, vcpuCount } from '../vmi.js';

/**
 * Memory the launcher pod needs beside the guest's own, in bytes. TDX costs nothing extra, exactly as upstream has it. The ratio
 * applies to everything. Worked figures: 1 GiB and 1 vCPU need 290 MiB, with SEV 546 MiB.
 * Source: KubeVirt v1.9 `pkg/hypervisor/kvm/hypervisorbackend.go` (GetMemoryOverhead), `renderresources.go` (MultiplyMemory).
 */
export function memoryOverheadBytes(vmi: VirtualMachineInstance, config: Config, choices: Choices): number {
  const { domain } = vmi.spec;
  const bytes =
    pageTableBytes(vmi, choices) +
    launcherProcessesBytes +
    vcpuCount(domain.cpu) * 8 * MIB +
    ioThreadBytes +
    (domain.devices?.autoattachGraphicsDevice === false ? 0 : 32 * MIB) +
    (vmi.spec.architecture === 'arm64' ? 128 * MIB : 0) +
    (passesDevicesThrough(vmi) ? GIB : 0) +
    probeBytes(vmi) +
    (usesSev(vmi) ? choices.sevOverheadBytes : 0) +
    (domain.devices?.tpm === undefined || domain.devices.tpm.enabled === false ? 0 : 53 * MIB) +
    (hasGuaranteedResources(vmi) ? 100 * MIB : 0) +
    quantityValue(domain.memory?.reservedOverhead?.addedOverhead);
  return bytes + Math.trunc((kiloValue(bytes) / 1000) * (config.additionalGuestMemoryOverheadRatio - 1)) * 1000;
}

/**
 * Memory asked for on the guest's behalf, in bytes: the request if there is one, then the limit, then the guest's own size.
 * Source: KubeVirt v1.9 `renderresources.go` (WithMemoryRequests).
 */
export function requestedMemoryBytes(vmi: VirtualMachineInstance): number {
  return explicitRequestBytes(vmi) || quantityValue(vmi.spec.domain.memory?.guest);
}

/** virt-launcher-monitor, virt-launcher, virtlogd, virtqemud, QEMU without its guest. */
const launcherProcessesBytes = (25 + 100 + 25 + 40 + 50) * MIB;

const ioThreadBytes = 8 * MIB;

/** One bit for every 512 of guest memory, which Kubernetes first rounds up to whole thousands. */
function pageTableBytes(vmi: VirtualMachineInstance, choices: Choices): number {
  const bytes = choices.pageTablesForGuestMemory
    ? requestedMemoryBytes(vmi)
    : quantityValue(vmi.spec.domain.resources?.requests?.memory);
  return Math.floor(kiloValue(bytes) / 512);
}

function explicitRequestBytes({ spec }: VirtualMachineInstance): number {
  const { requests, limits } = spec.domain.resources ?? {};
  return quantityValue(requests?.memory) || quantityValue(limits?.memory);
}

function passesDevicesThrough({ spec }: VirtualMachineInstance): boolean {
  const { hostDevices = [], gpus = [] } = spec.domain.devices ?? {};
  return hostDevices.length + gpus.length > 0;
}

/** Probes that run a command need 10 MiB each and 100 MiB for the program that runs them. */
function probeBytes({ spec }: VirtualMachineInstance): number {
  const probes = [spec.livenessProbe, spec.readinessProbe].filter((probe) => probe?.exec !== undefined).length;
  return probes === 0 ? 0 : (100 + 10 * probes) * MIB;
}

function hasGuaranteedResources({ spec }: VirtualMachineInstance): boolean {
  if (spec.domain.cpu?.dedicatedCpuPlacement === true) return true;
  const { requests = {}, limits = {} } = spec.domain.resources ?? {};
  const [memory, memoryLimit] = [quantityValue(requests.memory), quantityValue(limits.memory)];
  const cpu = requests.cpu ?? limits.cpu;
  const memoryMatches = memoryLimit > 0 && (memory === 0 || memory === memoryLimit);
  return memoryMatches && cpu !== undefined && cpu === limits.cpu;
}

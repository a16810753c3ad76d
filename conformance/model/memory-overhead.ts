import { GIB, MIB } from '../../sim/core/quantity.js';
import { isSevFamily } from './kubevirt-names.js';
import type { Vmi } from './vmi.js';

/**
 * Bytes a guest's pod needs beside the guest's own memory, by KubeVirt's formula: page tables (1/512 of guest memory), five
 * launcher processes, vCPU and I/O threads, video, firmware flash on arm64, 1 GiB for devices passed through, 256 MiB for a
 * SEV-family guest and nothing for a TDX guest, 53 MiB for a TPM, 100 MiB for dedicated CPUs. Before the cluster's ratio.
 * Source: KubeVirt v1.9 `pkg/hypervisor/kvm/hypervisorbackend.go` (GetMemoryOverhead). Not covered: guaranteed resources, exec
 * probes and reserved overhead.
 */
export function memoryOverheadBytes(vmi: Vmi): number {
  const pageTables = Math.floor(vmi.guestMemoryBytes / 512);
  const processes = (25 + 100 + 25 + 40 + 50) * MIB;
  const threads = (8 * vmi.vcpus + 8) * MIB;
  const video = vmi.graphics ? 32 * MIB : 0;
  const flash = vmi.architecture === 'arm64' ? 128 * MIB : 0;
  const passed = vmi.passedDevices.length > 0 ? GIB : 0;
  const encryption = isSevFamily(vmi.protection) ? 256 * MIB : 0;
  const tpm = vmi.tpm ? 53 * MIB : 0;
  const dedicated = vmi.dedicatedCpus ? 100 * MIB : 0;
  return pageTables + processes + threads + video + flash + passed + encryption + tpm + dedicated;
}

/** Kubernetes rounds a quantity up to whole thousands before dividing by 512, which moves the result by at most this much. */
export const overheadRoundingBytes = 2;

/** What a ratio adds is counted in whole thousands, rounded up before it is multiplied and down afterwards. */
export function multipliedRoundingBytes(ratio: number): number {
  return 1000 * Math.max(1, Math.abs(ratio - 1)) + 1;
}

import { MIB } from '../../sim/core/quantity.js';
import { isSevFamily } from './kubevirt-names.js';
import type { Vmi } from './vmi.js';

/**
 * Bytes a guest's pod needs beside the guest's own memory, by KubeVirt's formula: page tables (1/512 of guest memory), five
 * launcher processes, vCPU and I/O threads, video, firmware flash on arm64, 256 MiB for a SEV-family guest and nothing for a
 * TDX guest, 53 MiB for a TPM.
 * Source: KubeVirt v1.9 `pkg/hypervisor/kvm/hypervisorbackend.go` (GetMemoryOverhead). Not covered: devices passed through,
 * exec probes, dedicated CPUs, reserved overhead and the cluster-wide ratio.
 */
export function memoryOverheadBytes(vmi: Vmi): number {
  const pageTables = Math.floor(vmi.guestMemoryBytes / 512);
  const processes = (25 + 100 + 25 + 40 + 50) * MIB;
  const threads = (8 * vmi.vcpus + 8) * MIB;
  const video = vmi.graphics ? 32 * MIB : 0;
  const flash = vmi.architecture === 'arm64' ? 128 * MIB : 0;
  const encryption = isSevFamily(vmi.protection) ? 256 * MIB : 0;
  const tpm = vmi.tpm ? 53 * MIB : 0;
  return pageTables + processes + threads + video + flash + encryption + tpm;
}

/** Kubernetes rounds a quantity up to whole thousands before dividing by 512, which moves the result by at most this much. */
export const overheadRoundingBytes = 2;

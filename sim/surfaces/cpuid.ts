import type { CpuidLeaf, CpuTruth } from '../contracts/truth.js';

/** What the CPUID instruction answers on this processor; all zero for a leaf it does not have. */
export function cpuid(cpu: CpuTruth, leaf: number, subleaf = 0): CpuidLeaf {
  return cpu.cpuid.find((entry) => entry.leaf === leaf && entry.subleaf === subleaf) ?? { ...zero, leaf, subleaf };
}

const zero = { eax: 0, ebx: 0, ecx: 0, edx: 0 };

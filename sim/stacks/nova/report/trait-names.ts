import type { Config } from '../config.js';
import type { MemoryEncryptionModel } from '../models.js';

/** Traits of this pipeline. Source: os-traits `os_traits/{compute,hw,owner}`; nova `nova/virt/driver.py`. */
export const traits = {
  computeNode: 'COMPUTE_NODE',
  ownerNova: 'OWNER_NOVA',
  stateless: 'COMPUTE_SECURITY_STATELESS_FIRMWARE',
  secureBoot: 'COMPUTE_SECURITY_UEFI_SECURE_BOOT',
} as const;

/** Trait of the architecture of a host, e.g. `HW_ARCH_X86_64`. */
export function architectureTrait(architecture: string): string {
  return `HW_ARCH_${architecture.toUpperCase()}`;
}

/** Trait of providers of a model's contexts. The specification of SEV-ES says `HW_CPU_AMD_…`; os-traits put a part between. */
export function modelTrait(model: MemoryEncryptionModel, { traits: spelling }: Pick<Config, 'traits'>): string {
  return cpuTraits[model][spelling];
}

const cpuTraits: Readonly<Record<MemoryEncryptionModel, Readonly<Record<Config['traits'], string>>>> = {
  'amd-sev': { x86: 'HW_CPU_X86_AMD_SEV', text: 'HW_CPU_AMD_SEV' },
  'amd-sev-es': { x86: 'HW_CPU_X86_AMD_SEV_ES', text: 'HW_CPU_AMD_SEV_ES' },
  'amd-sev-snp': { x86: 'HW_CPU_X86_AMD_SEV_SNP', text: 'HW_CPU_AMD_SEV_SNP' },
  'intel-tdx': { x86: 'HW_CPU_X86_INTEL_TDX', text: 'HW_CPU_X86_INTEL_TDX' },
};

/** Is a trait this service's to take away? All others somebody else wrote. */
export function isOwnTrait(trait: string): boolean {
  return ownTraits.has(trait) || trait.startsWith('HW_ARCH_');
}

const ownTraits: ReadonlySet<string> = new Set([
  ...Object.values(traits),
  ...Object.values(cpuTraits).flatMap((spellings) => Object.values(spellings)),
]);

/** The trait by which older releases said at the root that the host has SEV. */
export const rootSevTrait = cpuTraits['amd-sev'].x86;

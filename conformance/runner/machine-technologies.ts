import type { HostDescription } from '../../profiles/index.js';
import { type ConfidentialProtection, confidentialProtections } from '../../sim/contracts/protection.js';

/** What a machine says it can do for confidential guests: run those of a protection, or give SNP guests ASIDs of their own. */
export type MachineTechnology = ConfidentialProtection | 'ciphertext-hiding';

/**
 * What a machine declares, whatever its settings allow. Sources: AMD APM volume 3, CPUID 8000_001F EAX (bit 1 SEV, bit 3 SEV-ES, bit 4
 * SEV-SNP); the facts of the profile.
 */
export function declaredTechnologies({ amd, intel }: Pick<HostDescription, 'amd' | 'intel'>): readonly MachineTechnology[] {
  const cpuid = amd?.cpuid8000001f.eax ?? 0;
  const has: Readonly<Record<ConfidentialProtection, boolean>> = {
    sev: (cpuid & 0x2) !== 0,
    'sev-es': (cpuid & 0x8) !== 0,
    snp: (cpuid & 0x10) !== 0,
    tdx: intel?.tdxCapable === true,
  };
  const hiding = has.snp && amd?.psp.ciphertextHiding === true ? (['ciphertext-hiding'] as const) : [];
  return [...confidentialProtections.filter((protection) => has[protection]), ...hiding];
}

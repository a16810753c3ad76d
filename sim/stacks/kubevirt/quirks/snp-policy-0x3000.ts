import type { Quirk } from './quirk.js';

/** The SNP policy is 0x3000, a factor of 16 too small, so that the bit that must be one is not. */
export const snpPolicy0x3000: Quirk = {
  name: 'snp-policy-0x3000',
  sentence: 'The SNP policy is 0x3000, a factor of 16 too small, so that the bit that must be one is not.',
  releases: [{ product: 'vep-80', note: 'Go type' }],
  source: 'kubevirt/enhancements veps/sig-compute/80-tdx-sev-snp/vep.md',
  killedBy: 'kubevirt/domain/snp-policy',
  choices: { snpPolicy: 0x3000 },
};

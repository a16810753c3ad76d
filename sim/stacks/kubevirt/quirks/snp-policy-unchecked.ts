import type { Quirk } from './quirk.js';

/** An SNP policy without the reserved bit 17 is admitted, and no firmware starts the guest. */
export const snpPolicyUnchecked: Quirk = {
  name: 'snp-policy-unchecked',
  sentence: 'An SNP policy without the reserved bit 17 is admitted, and no firmware starts the guest.',
  releases: [{ product: 'vep-80', note: 'Go sketch 0x3000' }],
  source: 'VEP #80, "AMD Design"',
  killedBy: 'kubevirt/admission/snp-policy-bit-17',
  choices: { snpPolicyNeedsBit17: false },
};

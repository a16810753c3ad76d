import type { Quirk } from './quirk.js';

/** SEV guests become SNP guests by themselves. */
export const sevBecomesSnp: Quirk = {
  name: 'sev-becomes-snp',
  sentence: 'SEV guests become SNP guests by themselves.',
  releases: [],
  source: 'VEP #80, "Non Goals", which forbids it',
  killedBy: 'kubevirt/admission/sev-stays-sev',
  choices: { upgradesSev: true },
};

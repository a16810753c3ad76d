import type { Quirk } from './quirk.js';

/** SNP guests select SEV nodes, whether or not these can do SNP. */
export const snpSelectsAnySevNode: Quirk = {
  name: 'snp-selects-any-sev-node',
  sentence: 'SNP guests select SEV nodes, whether or not these can do SNP.',
  releases: [],
  source: 'a forgotten selector',
  killedBy: 'kubevirt/scheduling/selectors-match-protection',
  choices: { snpSelectsSnp: false },
};

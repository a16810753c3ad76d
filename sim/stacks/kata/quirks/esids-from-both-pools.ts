import type { KataQuirk } from './quirk.js';

/** Key IDs of SEV guests are offered to SNP guests as well. */
export const esidsFromBothPools: KataQuirk = {
  name: 'esids-from-both-pools',
  sentence: 'Key IDs of SEV guests are offered to SNP guests as well.',
  releases: [],
  source: 'synthetic',
  killedBy: 'kata/labels/esids-equal-capacity',
  choices: { snpKeysAre: 'both' },
};

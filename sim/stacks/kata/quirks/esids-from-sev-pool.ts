import type { KataQuirk } from './quirk.js';

/** Key IDs of SNP guests are counted where those of SEV guests are. */
export const esidsFromSevPool: KataQuirk = {
  name: 'esids-from-sev-pool',
  sentence: 'Key IDs of SNP guests are counted where those of SEV guests are.',
  releases: [],
  source: 'synthetic',
  killedBy: 'kata/labels/esids-equal-capacity',
  choices: { snpKeysAre: 'asids' },
};

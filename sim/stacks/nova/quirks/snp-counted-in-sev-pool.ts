import type { NovaQuirk } from './quirk.js';

/** SNP guests are counted in the pool of plain SEV. */
export const snpCountedInSevPool: NovaQuirk = {
  name: 'snp-counted-in-sev-pool',
  sentence: 'SNP guests are counted in the pool of plain SEV.',
  releases: [],
  source: 'the wrong of two counts',
  killedBy: 'nova/report/snp-slots',
  choices: { snpUnits: 'sev-pool' },
};

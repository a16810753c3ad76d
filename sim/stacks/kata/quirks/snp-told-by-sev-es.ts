import type { KataQuirk } from './quirk.js';

/** Every host with SEV-ES is taken for one with SEV-SNP. */
export const snpToldBySevEs: KataQuirk = {
  name: 'snp-told-by-sev-es',
  sentence: 'Every host with SEV-ES is taken for one with SEV-SNP.',
  releases: [],
  source: 'synthetic',
  killedBy: 'kata/labels/snp-label-only-when-enabled',
  choices: { snpIsToldBy: 'sev_es' },
};

import type { NovaQuirk } from './quirk.js';

/** SNP guests may be launched with a key of an author nobody named. */
export const snpAuthorKey: NovaQuirk = {
  name: 'snp-author-key',
  sentence: 'SNP guests may be launched with a key of an author nobody named.',
  releases: [],
  source: 'synthetic',
  killedBy: 'nova/domain/snp-keys',
  choices: { snpKeys: { authorKey: 'yes', vcek: 'yes' } },
};

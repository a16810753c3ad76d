import type { NovaQuirk } from './quirk.js';

/** An SNP guest is accepted with firmware that has variables. */
export const snpWithoutStateless: NovaQuirk = {
  name: 'snp-without-stateless',
  sentence: 'An SNP guest is accepted with firmware that has variables.',
  releases: [],
  source: 'synthetic',
  killedBy: 'nova/request/stateless-required',
  choices: (before) => ({ modelsNeedingStateless: before.modelsNeedingStateless.filter((model) => model !== 'amd-sev-snp') }),
};

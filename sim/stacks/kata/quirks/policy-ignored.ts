import type { KataQuirk } from './quirk.js';

/** The configured policy of SNP guests is not used. */
export const policyIgnored: KataQuirk = {
  name: 'policy-ignored',
  sentence: 'The configured policy of SNP guests is not used.',
  releases: [],
  source: 'kata-containers/kata-containers issue 5795, where the policy was missing',
  killedBy: 'kata/command-line/snp-policy',
  choices: { obeysPolicy: false },
};

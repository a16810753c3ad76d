import type { NovaQuirk } from './quirk.js';

/** The policy of SNP guests forbids hosts with SMT, which nearly all have. */
export const snpPolicyWithoutSmt: NovaQuirk = {
  name: 'snp-policy-without-smt',
  sentence: 'The policy of SNP guests forbids hosts with SMT, which nearly all have.',
  releases: [],
  source: 'synthetic',
  killedBy: 'nova/domain/snp-policy',
  choices: { snpPolicy: 0x20000 },
};

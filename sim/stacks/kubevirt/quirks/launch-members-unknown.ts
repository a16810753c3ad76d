import type { Quirk } from './quirk.js';

/** The elements snp and tdx have no members: neither a policy nor anything a TD is to be measured with can be said. */
export const launchMembersUnknown: Quirk = {
  name: 'launch-members-unknown',
  sentence: 'The elements snp and tdx have no members: neither a policy nor anything a TD is to be measured with can be said.',
  releases: [{ product: 'kubevirt', from: '1.7' }],
  source: 'KubeVirt v1.9 staging/src/kubevirt.io/api/core/v1/schema.go (SEVSNP, TDX)',
  killedBy: 'kubevirt/admission/launch-members-are-accepted',
  choices: { launchDialect: 'upstream' },
};

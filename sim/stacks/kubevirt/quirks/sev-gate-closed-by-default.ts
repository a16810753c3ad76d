import type { Quirk } from './quirk.js';

/** Nobody gets SEV guests unless somebody opens their gate: the feature is Alpha, or Beta features are closed by default. */
export const sevGateClosedByDefault: Quirk = {
  name: 'sev-gate-closed-by-default',
  sentence:
    'Nobody gets SEV guests unless somebody opens their gate: the feature is Alpha, or Beta features are closed by default.',
  releases: [{ product: 'kubevirt', from: '0.49', to: '1.8' }],
  source: 'KubeVirt up to v1.8 pkg/virt-config/feature-gates.go; changed by kubevirt@30058c9b24 and kubevirt@6a8dfaf64c',
  killedBy: 'kubevirt/admission/sev-gate-is-open-by-default',
  choices: { gatesOfRelease: '1.8' },
};

import type { Quirk } from './quirk.js';

/** Who protects guests by instance type hears nothing of its deprecation. */
export const instancetypeNotDeprecated: Quirk = {
  name: 'instancetype-not-deprecated',
  sentence: 'Who protects guests by instance type hears nothing of its deprecation.',
  releases: [{ product: 'kubevirt', from: '0.56', to: '1.8' }],
  source: 'KubeVirt v1.8 pkg/instancetype/webhooks/admitter.go',
  killedBy: 'kubevirt/admission/instancetype-is-deprecated',
  choices: { instancetypeProtectionIsDeprecated: false },
};

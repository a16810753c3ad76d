import type { Quirk } from './quirk.js';

/** The author of a confidential guest is not told that its user data comes from the infrastructure. */
export const userDataUnmentioned: Quirk = {
  name: 'user-data-unmentioned',
  sentence: 'The author of a confidential guest is not told that its user data comes from the infrastructure.',
  releases: [{ product: 'kubevirt', from: '0.49' }],
  source: 'KubeVirt v1.9 pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go (warnDeprecatedAPIs)',
  killedBy: 'kubevirt/admission/user-data-warning',
  choices: { warnsOfUserData: false },
};

import type { Quirk } from './quirk.js';

/** Refusals point at spec.launchSecurity, which no object has. */
export const launchSecurityFieldPath: Quirk = {
  name: 'launch-security-field-path',
  sentence: 'Refusals point at spec.launchSecurity, which no object has.',
  releases: [{ product: 'kubevirt', from: '0.49' }],
  source: 'kubevirt v1.9 pkg/virt-api/webhooks/amd64.go (ValidateLaunchSecurityAmd64)',
  killedBy: 'kubevirt/admission/field-path-resolves',
  choices: { launchSecurityField: 'launchSecurity' },
};

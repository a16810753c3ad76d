/**
 * Checks: a SEV request with attestation and another start strategy is refused with the message that names Paused.
 * Does not check: requests that break no rule (well-formed-is-accepted); type and field of the cause.
 * Source: KubeVirt v1.9 pkg/virt-api/webhooks/amd64.go (ValidateLaunchSecurityAmd64)
 */

import { admissionRule } from '../../admission-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/admission/attestation-needs-paused`. */
export const attestationNeedsPaused: Invariant = admissionRule(
  'kubevirt/admission/attestation-needs-paused',
  'attestation-needs-paused',
);

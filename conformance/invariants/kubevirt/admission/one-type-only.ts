/**
 * Checks: a request with no or several types is refused with "One and only one launchSecurity type can be set".
 * Does not check: requests that break no rule (well-formed-is-accepted); type and field of the cause.
 * Source: KubeVirt v1.9 pkg/virt-api/webhooks/amd64.go (ValidateLaunchSecurityAmd64)
 */

import { admissionRule } from '../../admission-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/admission/one-type-only`. */
export const oneTypeOnly: Invariant = admissionRule('kubevirt/admission/one-type-only', 'one-type-only');

/**
 * Checks: a TDX request with features.smm that is not switched off is refused with "TDX does not work along with SMM".
 * Does not check: requests that break no rule (well-formed-is-accepted); type and field of the cause.
 * Source: KubeVirt v1.9 pkg/virt-api/webhooks/amd64.go (ValidateLaunchSecurityAmd64)
 */

import { admissionRule } from '../../admission-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/admission/tdx-without-smm`. */
export const tdxWithoutSmm: Invariant = admissionRule('kubevirt/admission/tdx-without-smm', 'tdx-without-smm');

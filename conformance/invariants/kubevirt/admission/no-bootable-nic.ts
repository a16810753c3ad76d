/**
 * Checks: every interface with a boot order in a confidential request is named in a cause of its own.
 * Does not check: requests that break no rule (well-formed-is-accepted); type and field of the cause.
 * Source: KubeVirt v1.9 pkg/virt-api/webhooks/amd64.go (ValidateLaunchSecurityAmd64)
 */

import { admissionRule } from '../../admission-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/admission/no-bootable-nic`. */
export const noBootableNic: Invariant = admissionRule('kubevirt/admission/no-bootable-nic', 'no-bootable-nic');

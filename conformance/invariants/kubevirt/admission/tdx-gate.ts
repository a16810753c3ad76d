/**
 * Checks: the refusal names the gate, exactly.
 * Does not check: requests that break no rule (well-formed-is-accepted); type and field of the cause.
 * Source: VEP #80, "A new TDX Feature Gate should be added first"; KubeVirt v1.9 pkg/virt-api/webhooks/amd64.go
 * (ValidateLaunchSecurityAmd64)
 */

import { admissionRule } from '../../admission-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/admission/tdx-gate`. */
export const tdxGate: Invariant = admissionRule('kubevirt/admission/tdx-gate', 'tdx-gate');

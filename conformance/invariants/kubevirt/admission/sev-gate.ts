/**
 * Checks: the refusal names the gate, exactly.
 * Does not check: requests that break no rule (well-formed-is-accepted); type and field of the cause.
 * Source: VEP #80, "The AMD SEV-SNP feature sits behind the existing SEV feature gate"; KubeVirt v1.9
 * pkg/virt-api/webhooks/amd64.go (ValidateLaunchSecurityAmd64)
 */

import { admissionRule } from '../../admission-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/admission/sev-gate`. */
export const sevGate: Invariant = admissionRule('kubevirt/admission/sev-gate', 'sev-gate');

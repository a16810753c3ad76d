/**
 * Checks: an SNP policy with bit 19 or a TDX policy with bit 0 is refused with a cause that names it.
 * Does not check: the words; policies the stack writes by itself (domain/debugging-is-off).
 * Source: KubeVirt v1.9 staging/src/kubevirt.io/api/core/v1/schema.go (SEV.Policy)
 */

import { admissionRule } from '../../admission-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/admission/no-guest-debugging`. */
export const noGuestDebugging: Invariant = admissionRule('kubevirt/admission/no-guest-debugging', 'no-guest-debugging');

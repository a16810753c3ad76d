/**
 * Checks: a TDX policy with a bit other than 0 and 28 is refused with a cause that names it.
 * Does not check: the words; bit 0 (no-guest-debugging).
 * Source: libvirt 12.8 src/qemu/qemu_validate.c
 */

import { admissionRule } from '../../admission-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/admission/tdx-policy-bits`. */
export const tdxPolicyBits: Invariant = admissionRule('kubevirt/admission/tdx-policy-bits', 'tdx-policy-bits');

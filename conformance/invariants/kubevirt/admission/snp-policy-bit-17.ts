/**
 * Checks: an SNP policy without bit 17 is refused with a cause that names it.
 * Does not check: the words; bits that depend on the host.
 * Source: AMD SEV-SNP firmware ABI 1.55, chapter 4.3
 */

import { admissionRule } from '../../admission-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/admission/snp-policy-bit-17`. */
export const snpPolicyBit17: Invariant = admissionRule('kubevirt/admission/snp-policy-bit-17', 'snp-policy-bit-17');

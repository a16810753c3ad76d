/**
 * Checks: an SNP request with kernelHashes and without a kernel to boot is refused with a cause that names the member.
 * Does not check: the words; a kernel without hashes, which is accepted.
 * Source: VEP #80, "AMD SEV-SNP Phases"
 */

import { admissionRule } from '../../admission-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/admission/kernel-hashes-need-kernel`. */
export const kernelHashesNeedKernel: Invariant = admissionRule(
  'kubevirt/admission/kernel-hashes-need-kernel',
  'kernel-hashes-need-kernel',
);

/**
 * Checks: an SNP request with features.smm that is not switched off is refused at launchSecurity or at the feature.
 * Does not check: the words of the refusal; SEV and SEV-ES, which may have it; type and field of other causes.
 * Source: QEMU 10.1 target/i386/sev.c ("SEV-SNP does not support SMM.")
 */

import { admissionRule } from '../../admission-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/admission/snp-without-smm`. */
export const snpWithoutSmm: Invariant = admissionRule('kubevirt/admission/snp-without-smm', 'snp-without-smm');

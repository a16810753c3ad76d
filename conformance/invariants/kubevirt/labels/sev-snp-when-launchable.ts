/**
 * Checks: no false negative for SEV-SNP: launchable hosts carry kubevirt.io/sev-snp.
 * Does not check: the value of the label; hosts nobody has labelled yet.
 * Source: VEP #80, "I need to ensure that my clusters have the correct labeling"
 */

import { labelOf } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { labelWhenLaunchable } from '../../label-judges.js';

/** Judge of `kubevirt/labels/sev-snp-when-launchable`. */
export const sevSnpLabelWhenLaunchable: Invariant = labelWhenLaunchable('kubevirt/labels/sev-snp-when-launchable', labelOf.snp);

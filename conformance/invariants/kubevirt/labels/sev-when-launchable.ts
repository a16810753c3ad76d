/**
 * Checks: no false negative for SEV family: launchable hosts carry kubevirt.io/sev. The label stands for the whole SEV
 * family, because SEV-ES and SNP guests select it too.
 * Does not check: the value of the label; hosts nobody has labelled yet.
 * Source: VEP #80, "I need to ensure that my clusters have the correct labeling"
 */

import { labelOf } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { labelWhenLaunchable } from '../../label-judges.js';

/** Judge of `kubevirt/labels/sev-when-launchable`. */
export const sevLabelWhenLaunchable: Invariant = labelWhenLaunchable('kubevirt/labels/sev-when-launchable', labelOf.sev);

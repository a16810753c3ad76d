/**
 * Checks: no false negative for SEV-ES: launchable hosts carry kubevirt.io/sev-es. SNP implies it (see snp-implies-es).
 * Does not check: the value of the label; hosts nobody has labelled yet.
 * Source: VEP #80, "I need to ensure that my clusters have the correct labeling"
 */

import { labelOf } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { labelWhenLaunchable } from '../../label-judges.js';

/** Judge of `kubevirt/labels/sev-es-when-launchable`. */
export const sevEsLabelWhenLaunchable: Invariant = labelWhenLaunchable(
  'kubevirt/labels/sev-es-when-launchable',
  labelOf['sev-es'],
);

/**
 * Checks: no false negative for TDX: launchable hosts carry kubevirt.io/tdx.
 * Does not check: the value of the label; hosts nobody has labelled yet.
 * Source: VEP #80, "I need to ensure that my clusters have the correct labeling"
 */

import { labelOf } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { labelWhenLaunchable } from '../../label-judges.js';

/** Judge of `kubevirt/labels/tdx-when-launchable`. */
export const tdxLabelWhenLaunchable: Invariant = labelWhenLaunchable('kubevirt/labels/tdx-when-launchable', labelOf.tdx);

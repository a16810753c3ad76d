/**
 * Checks: the feature label of SEV, where the parameter is on.
 * Does not check: its value; hosts whose files lie because of a fault.
 * Source: node-feature-discovery source/cpu/security_amd64.go
 */
import { nfdLabel } from '../../../model/kata-names.js';
import type { Invariant } from '../../invariant.js';
import { kataLabelWhenEnabled } from '../../kata-label-judges.js';

/** Judge of `kata/labels/sev-feature-when-enabled`. */
export const kataLabelsSevFeatureWhenEnabled: Invariant = kataLabelWhenEnabled(
  'kata/labels/sev-feature-when-enabled',
  nfdLabel.sev,
);

/**
 * Checks: the feature label of SEV-ES, where the parameter is off, absent or something else.
 * Does not check: hosts whose files lie because of a fault.
 * Source: node-feature-discovery source/cpu/security_amd64.go
 */
import { nfdLabel } from '../../../model/kata-names.js';
import type { Invariant } from '../../invariant.js';
import { kataLabelOnlyWhenEnabled } from '../../kata-label-judges.js';

/** Judge of `kata/labels/sev-es-feature-only-when-enabled`. */
export const kataLabelsSevEsFeatureOnlyWhenEnabled: Invariant = kataLabelOnlyWhenEnabled(
  'kata/labels/sev-es-feature-only-when-enabled',
  nfdLabel['sev-es'],
  'sev-es',
);

/**
 * Checks: no false negative for SEV-SNP, by the kernel parameter as it is shown.
 * Does not check: nodes without the rules; hosts whose files lie because of a fault.
 * Source: kata-containers tools/packaging/kata-deploy/helm-chart/kata-deploy/templates/node-feature-rules.yaml
 */
import { kataTeeLabel } from '../../../model/kata-names.js';
import type { Invariant } from '../../invariant.js';
import { kataLabelWhenEnabled } from '../../kata-label-judges.js';

/** Judge of `kata/labels/snp-label-when-enabled`. */
export const kataLabelsSnpLabelWhenEnabled: Invariant = kataLabelWhenEnabled(
  'kata/labels/snp-label-when-enabled',
  kataTeeLabel.snp,
);

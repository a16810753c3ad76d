/**
 * Checks: the extended resource against the line tdx of misc.capacity as it is shown.
 * Does not check: hosts whose files lie because of a fault.
 * Source: kata-containers tools/packaging/kata-deploy/helm-chart/kata-deploy/templates/node-feature-rules.yaml
 */
import type { Invariant } from '../../invariant.js';
import { kataKeysEqualCapacity } from '../../kata-label-judges.js';

/** Judge of `kata/labels/keys-equal-capacity`. */
export const kataLabelsKeysEqualCapacity: Invariant = kataKeysEqualCapacity('kata/labels/keys-equal-capacity', 'tdx');

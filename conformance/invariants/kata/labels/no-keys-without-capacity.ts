/**
 * Checks: absence of the extended resource where a value of the rule is missing.
 * Does not check: hosts whose files lie because of a fault.
 * Source: kata-containers tools/packaging/kata-deploy/helm-chart/kata-deploy/templates/node-feature-rules.yaml
 */
import type { Invariant } from '../../invariant.js';
import { kataNoKeysWithoutCapacity } from '../../kata-label-judges.js';

/** Judge of `kata/labels/no-keys-without-capacity`. */
export const kataLabelsNoKeysWithoutCapacity: Invariant = kataNoKeysWithoutCapacity(
  'kata/labels/no-keys-without-capacity',
  'tdx',
);

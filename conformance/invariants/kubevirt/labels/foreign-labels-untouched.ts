/**
 * Checks: every label outside KubeVirt's own names is the same before and after, and none is added.
 * Does not check: labels KubeVirt owns; annotations.
 * Source: VEP #80, "Node labels are added, no labels are removed"; KubeVirt v1.9
 * pkg/virt-handler/node-labeller/node_labeller.go, where matching by prefix deletes labels such as kubevirt.io/tdx-pool
 */

import { confidentialLabels } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { isOwnFamily, type Labels, remarkableLabels } from '../../remarkable-labels.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/labels/foreign-labels-untouched`. */
export const foreignLabelsUntouched: Invariant = {
  requirement: 'kubevirt/labels/foreign-labels-untouched',
  judge(evidence, say) {
    for (const { event } of look(evidence).labellings) {
      const changed = changedForeignLabel(remarkableLabels(event.before), remarkableLabels(event.decision.labels));
      say.check(changed === undefined, event, () => `${event.host}: labelling changed ${changed}, which KubeVirt does not own`);
    }
  },
};

function changedForeignLabel(before: Labels, after: Labels): string | undefined {
  for (const key in before) if (after[key] !== before[key] && !isOwned(key)) return key;
  for (const key in after) if (!(key in before) && !isOwned(key)) return key;
  return undefined;
}

function isOwned(key: string): boolean {
  return ownedLabels.has(key) || isOwnFamily(key);
}

/** Single labels KubeVirt writes, by their whole names. */
const ownedLabels: ReadonlySet<string> = new Set([
  ...confidentialLabels,
  'kubevirt.io/s390-pv',
  'kubevirt.io/realtime',
  'kubevirt.io/schedulable',
  'kubevirt.io/cpumanager',
  'cpumanager',
  'node-labeller.kubevirt.io/obsolete-host-model',
]);

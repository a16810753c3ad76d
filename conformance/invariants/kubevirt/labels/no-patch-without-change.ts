/**
 * Checks: where labels stay as they are, no patch is sent.
 * Does not check: what a patch contains (patch-is-guarded).
 * Source: KubeVirt v1.9 pkg/virt-handler/node-labeller/node_labeller.go (patchNode)
 */

import type { Invariant } from '../../invariant.js';
import { firstDifference } from '../../remarkable-labels.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/labels/no-patch-without-change`. */
export const noPatchWithoutChange: Invariant = {
  requirement: 'kubevirt/labels/no-patch-without-change',
  judge(evidence, say) {
    for (const { event } of look(evidence).labellings) {
      const { labels, patch = [] } = event.decision;
      if (firstDifference(event.before, labels) !== undefined) continue;
      say.check(
        patch.length === 0,
        event,
        () => `${event.host} is sent a patch of ${patch.length} operations that changes nothing`,
      );
    }
  },
};

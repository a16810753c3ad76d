/**
 * Checks: a node whose agent is silent does not take guests, and nothing else of its labels changes.
 * Does not check: what becomes of its guests (kubevirt/life).
 * Source: KubeVirt v1.9 pkg/virt-controller/watch/node/node.go (markNodeAsUnresponsive)
 */

import type { Invariant } from '../../invariant.js';
import { firstDifference } from '../../remarkable-labels.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/labels/silent-agent-closes-node`. */
export const silentAgentClosesNode: Invariant = {
  requirement: 'kubevirt/labels/silent-agent-closes-node',
  judge(evidence, say) {
    for (const { event } of look(evidence).labellings) {
      if (event.happening !== 'agent-silent') continue;
      const { labels } = event.decision;
      say.check(
        labels[schedulable] === 'false' || event.before[schedulable] === undefined,
        event,
        () => `${event.host} is silent, but ${schedulable}=${quoted(labels[schedulable])}, expected "false"`,
      );
      const changed = firstDifference(event.before, labels, onlySchedulable);
      say.check(changed === undefined, event, () => `${event.host} is silent, but ${changed} changed`);
    }
  },
};

const schedulable = 'kubevirt.io/schedulable';
const onlySchedulable: ReadonlySet<string> = new Set([schedulable]);

/**
 * Checks: an agent that ends in an orderly way leaves a node that does not take guests.
 * Does not check: agents that are killed (silent-agent-closes-node).
 * Source: KubeVirt v1.9 pkg/virt-handler/heartbeat/heartbeat.go (labelNodeUnschedulable)
 */

import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/labels/ending-agent-closes-node`. */
export const endingAgentClosesNode: Invariant = {
  requirement: 'kubevirt/labels/ending-agent-closes-node',
  judge(evidence, say) {
    for (const { event } of look(evidence).labellings) {
      if (event.happening !== 'agent-stopping') continue;
      const value = event.decision.labels['kubevirt.io/schedulable'];
      say.check(
        value === 'false',
        event,
        () => `the agent of ${event.host} ends, but kubevirt.io/schedulable=${quoted(value)}, expected "false"`,
      );
    }
  },
};

/**
 * Checks: the chosen node is open.
 * Does not check: taints.
 * Source: Kubernetes pkg/scheduler/framework/plugins/nodeunschedulable/node_unschedulable.go
 */
import type { Invariant } from '../../invariant.js';
import { lookAtKata } from '../../kata-views.js';

/** Judge of `kata/scheduling/closed-nodes-are-passed-over`. */
export const kataSchedulingClosedNodesArePassedOver: Invariant = {
  requirement: 'kata/scheduling/closed-nodes-are-passed-over',
  judge(evidence, say) {
    for (const { event } of lookAtKata(evidence).placements) {
      const { decision, hosts } = event;
      if (!hosts.some(({ cordoned }) => cordoned === true)) continue;
      const closed = decision.placed && hosts.some(({ name, cordoned }) => name === decision.host && cordoned === true);
      say.check(!closed, event, () => `${event.guest} was placed on a node that is closed`);
    }
  },
};

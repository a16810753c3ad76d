/**
 * Checks: the message begins with "0/N nodes are available: ".
 * Does not check: the reasons (message-tallies-reasons).
 * Source: Kubernetes pkg/scheduler/framework/types.go (FitError)
 */

import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/scheduling/message-counts-hosts`. */
export const messageCountsHosts: Invariant = {
  requirement: 'kubevirt/scheduling/message-counts-hosts',
  judge(evidence, say) {
    for (const { event } of look(evidence).placements) {
      const { decision, hosts } = event;
      if (decision.placed) continue;
      const start = `0/${hosts.length} nodes are available: `;
      say.check(
        decision.message.startsWith(start),
        event,
        () => `${event.guest}: the message ${quoted(decision.message)} does not begin with ${quoted(start)}`,
      );
    }
  },
};

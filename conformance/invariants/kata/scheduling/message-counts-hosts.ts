/**
 * Checks: the message begins with "0/N nodes are available: ".
 * Does not check: the reasons.
 * Source: Kubernetes pkg/scheduler/framework/types.go (FitError)
 */
import type { Invariant } from '../../invariant.js';
import { lookAtKata } from '../../kata-views.js';
import { quoted } from '../../views.js';

/** Judge of `kata/scheduling/message-counts-hosts`. */
export const kataSchedulingMessageCountsHosts: Invariant = {
  requirement: 'kata/scheduling/message-counts-hosts',
  judge(evidence, say) {
    for (const { event } of lookAtKata(evidence).placements) {
      const { decision, hosts } = event;
      if (decision.placed) continue;
      const start = `0/${hosts.length} nodes are available: `;
      say.check(
        decision.message.startsWith(start),
        event,
        () => `${event.guest}: ${quoted(decision.message)} does not begin with ${quoted(start)}`,
      );
    }
  },
};

/**
 * Checks: after the number of hosts come "<count> <reason>" items joined by commas and closed by a full stop.
 * Does not check: what follows about preemption.
 * Source: Kubernetes pkg/scheduler/framework/types.go (FitError)
 */

import type { PlacementHost } from '../../../model/observations.js';
import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/scheduling/message-tallies-reasons`. */
export const messageTalliesReasons: Invariant = {
  requirement: 'kubevirt/scheduling/message-tallies-reasons',
  judge(evidence, say) {
    for (const { event, hosts } of look(evidence).placements) {
      const { decision } = event;
      if (decision.placed || hosts.some(({ reasons }) => reasons.length === 0)) continue;
      const tally = tallied(hosts);
      say.check(
        decision.message.includes(`available: ${tally}.`),
        event,
        () => `${event.guest}: the message ${quoted(decision.message)} does not say "${tally}."`,
      );
    }
  },
};

function tallied(hosts: readonly PlacementHost[]): string {
  const counts = new Map<string, number>();
  for (const { reasons } of hosts) for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const items = [...counts].map(([reason, count]) => `${count} ${reason}`);
  return items.sort().join(', ');
}

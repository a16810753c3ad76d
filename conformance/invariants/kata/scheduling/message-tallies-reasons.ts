/**
 * Checks: every reason of every node, with the number of nodes that gave it.
 * Does not check: what preemption found.
 * Source: Kubernetes pkg/scheduler/framework/types.go (FitError)
 */
import type { Invariant } from '../../invariant.js';
import { lookAtKata } from '../../kata-views.js';
import { quoted } from '../../views.js';

/** Judge of `kata/scheduling/message-tallies-reasons`. */
export const kataSchedulingMessageTalliesReasons: Invariant = {
  requirement: 'kata/scheduling/message-tallies-reasons',
  judge(evidence, say) {
    for (const { event } of lookAtKata(evidence).placements) {
      const { decision } = event;
      if (decision.placed) continue;
      const reasons = Object.values(decision.reasons).flat();
      const missing = reasons.find(
        (reason) => !decision.message.includes(`${reasons.filter((each) => each === reason).length} ${reason}`),
      );
      say.check(
        missing === undefined,
        event,
        () => `${event.guest}: ${quoted(decision.message)} does not count ${quoted(missing)}`,
      );
    }
  },
};

/**
 * Checks: status, reason and message of the condition.
 * Does not check: events.
 * Source: Kubernetes pkg/scheduler/schedule_one.go
 */
import type { Invariant } from '../../invariant.js';
import { lookAtKata } from '../../kata-views.js';
import { conditionOf, quoted } from '../../views.js';

/** Judge of `kata/life/unschedulable-is-shown`. */
export const kataLifeUnschedulableIsShown: Invariant = {
  requirement: 'kata/life/unschedulable-is-shown',
  judge(evidence, say) {
    for (const { event } of lookAtKata(evidence).happenings) {
      const { happening, decision } = event;
      if (happening.what !== 'not-placed') continue;
      const condition = conditionOf(decision.status, 'PodScheduled');
      const isRight =
        condition?.status === 'False' && condition.reason === 'Unschedulable' && condition.message === happening.message;
      say.check(isRight, event, () => `${event.guest} fits nowhere and shows ${quoted(condition)}`);
    }
  },
};

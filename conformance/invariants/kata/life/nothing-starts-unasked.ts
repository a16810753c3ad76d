/**
 * Checks: every start has a placement on that node before it.
 * Does not check: guests from outside.
 * Source: Kubernetes "Pod Lifecycle"
 */
import type { Invariant } from '../../invariant.js';

/** Judge of `kata/life/nothing-starts-unasked`. */
export const kataLifeNothingStartsUnasked: Invariant = {
  requirement: 'kata/life/nothing-starts-unasked',
  judge(evidence, say) {
    const bound = new Map<string, string>();
    for (const event of evidence.trace) {
      if (event.event === 'place' && event.decision.placed) bound.set(event.guest, event.decision.host);
      if (event.event !== 'start' || event.outside) continue;
      say.check(
        bound.get(event.guest) === event.host,
        event,
        () => `${event.guest} was started on ${event.host}, to which it is not bound`,
      );
    }
  },
};

/**
 * Checks: the phase after admitted and placed.
 * Does not check: conditions.
 * Source: Kubernetes "Pod Lifecycle"
 */
import type { Invariant } from '../../invariant.js';
import { lookAtKata } from '../../kata-views.js';
import { phaseOf, quoted } from '../../views.js';

/** Judge of `kata/life/admitted-is-pending`. */
export const kataLifeAdmittedIsPending: Invariant = {
  requirement: 'kata/life/admitted-is-pending',
  judge(evidence, say) {
    for (const { event } of lookAtKata(evidence).happenings) {
      const { what } = event.happening;
      if (what !== 'admitted' && what !== 'placed') continue;
      const phase = phaseOf(event.decision.status);
      say.check(phase === 'Pending', event, () => `${event.guest} was ${what} and has the phase ${quoted(phase)}`);
    }
  },
};

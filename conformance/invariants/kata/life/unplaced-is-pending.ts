/**
 * Checks: the phase after not-placed.
 * Does not check: its conditions (unschedulable-is-shown).
 * Source: Kubernetes "Pod Lifecycle"
 */
import type { Invariant } from '../../invariant.js';
import { lookAtKata } from '../../kata-views.js';
import { phaseOf, quoted } from '../../views.js';

/** Judge of `kata/life/unplaced-is-pending`. */
export const kataLifeUnplacedIsPending: Invariant = {
  requirement: 'kata/life/unplaced-is-pending',
  judge(evidence, say) {
    for (const { event } of lookAtKata(evidence).happenings) {
      if (event.happening.what !== 'not-placed') continue;
      const phase = phaseOf(event.decision.status);
      say.check(phase === 'Pending', event, () => `${event.guest} fits nowhere and has the phase ${quoted(phase)}`);
    }
  },
};

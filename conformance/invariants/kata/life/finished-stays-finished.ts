/**
 * Checks: phases after Succeeded or Failed.
 * Does not check: pods that are made anew.
 * Source: Kubernetes "Pod Lifecycle"
 */
import type { Invariant } from '../../invariant.js';
import { lookAtKata } from '../../kata-views.js';
import { phaseOf, quoted } from '../../views.js';

/** Judge of `kata/life/finished-stays-finished`. */
export const kataLifeFinishedStaysFinished: Invariant = {
  requirement: 'kata/life/finished-stays-finished',
  judge(evidence, say) {
    for (const { event, before } of lookAtKata(evidence).happenings) {
      const last = phaseOf(before);
      const { what } = event.happening;
      if ((last !== 'Succeeded' && last !== 'Failed') || what === 'admitted' || what === 'placed') continue;
      if (what === 'started' || what === 'not-placed') continue;
      const phase = phaseOf(event.decision.status);
      say.check(phase === last, event, () => `${event.guest} had the phase ${last} and now has ${quoted(phase)}`);
    }
  },
};

/**
 * Checks: the phase after not-rendered and not-started.
 * Does not check: what is done next.
 * Source: Kubernetes "Pod Lifecycle"
 */
import type { Invariant } from '../../invariant.js';
import { lookAtKata } from '../../kata-views.js';
import { phaseOf } from '../../views.js';

/** Judge of `kata/life/failed-start-is-not-running`. */
export const kataLifeFailedStartIsNotRunning: Invariant = {
  requirement: 'kata/life/failed-start-is-not-running',
  judge(evidence, say) {
    for (const { event } of lookAtKata(evidence).happenings) {
      const { what } = event.happening;
      if (what !== 'not-started' && what !== 'not-rendered') continue;
      const phase = phaseOf(event.decision.status);
      say.check(phase !== 'Running', event, () => `${event.guest} was ${what} and is shown running`);
    }
  },
};

/**
 * Checks: phase Running after started.
 * Does not check: containers that end by themselves.
 * Source: Kubernetes "Pod Lifecycle"
 */
import type { Invariant } from '../../invariant.js';
import { lookAtKata } from '../../kata-views.js';
import { phaseOf, quoted } from '../../views.js';

/** Judge of `kata/life/started-is-running`. */
export const kataLifeStartedIsRunning: Invariant = {
  requirement: 'kata/life/started-is-running',
  judge(evidence, say) {
    for (const { event } of lookAtKata(evidence).happenings) {
      if (event.happening.what !== 'started') continue;
      const phase = phaseOf(event.decision.status);
      say.check(phase === 'Running', event, () => `${event.guest} has started and has the phase ${quoted(phase)}`);
    }
  },
};

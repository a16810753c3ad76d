/**
 * Checks: status.phase after every happening.
 * Does not check: which one it is.
 * Source: Kubernetes "Pod Lifecycle"
 */
import type { Invariant } from '../../invariant.js';
import { lookAtKata } from '../../kata-views.js';
import { phaseOf, quoted } from '../../views.js';

/** Judge of `kata/life/phase-is-known`. */
export const kataLifePhaseIsKnown: Invariant = {
  requirement: 'kata/life/phase-is-known',
  judge(evidence, say) {
    for (const { event } of lookAtKata(evidence).happenings) {
      const phase = phaseOf(event.decision.status);
      say.check(phases.includes(phase ?? ''), event, () => `${event.guest} has the phase ${quoted(phase)}`);
    }
  },
};

const phases: readonly string[] = ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'];

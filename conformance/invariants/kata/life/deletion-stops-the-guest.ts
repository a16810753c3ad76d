/**
 * Checks: the decision about a deletion.
 * Does not check: how long it may take.
 * Source: Kubernetes "Pod Lifecycle"
 */
import type { Invariant } from '../../invariant.js';
import { lookAtKata } from '../../kata-views.js';

/** Judge of `kata/life/deletion-stops-the-guest`. */
export const kataLifeDeletionStopsTheGuest: Invariant = {
  requirement: 'kata/life/deletion-stops-the-guest',
  judge(evidence, say) {
    for (const { event } of lookAtKata(evidence).happenings) {
      if (event.happening.what !== 'deletion-asked') continue;
      const { next } = event.decision;
      say.check(next === 'stop', event, () => `${event.guest} is deleted and what comes next is ${next}`);
    }
  },
};

/**
 * Checks: a failed start after a resize or migration is answered with revert.
 * Does not check: evacuations, whose old host is dead.
 * Source: Nova caf167862d, LP 1749215
 */

import type { Invariant } from '../../invariant.js';
import { firstOf, novaDecision, novaGranted, novaSequel } from '../../nova-life-judges.js';

/** Judge of `nova/life/failed-move-gives-back`. */
export const novaLifeFailedMoveGivesBack: Invariant = {
  requirement: 'nova/life/failed-move-gives-back',
  judge(evidence, say) {
    for (const requested of novaGranted(evidence, 'resize', 'migrate', 'live-migrate')) {
      const sequel = novaSequel(evidence, requested);
      const failed = sequel.find((each) => each.event === 'run' && ['not-rendered', 'not-started'].includes(each.happening.what));
      if (failed?.event !== 'run' || firstOf(sequel, 'place')?.decision.placed !== true) continue;
      say.check(
        failed.decision.next === 'revert',
        failed,
        () => `${failed.guest} did not start where it was moved to; ${novaDecision(failed)}`,
      );
    }
  },
};

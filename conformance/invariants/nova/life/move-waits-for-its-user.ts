/**
 * Checks: a granted resize or cold migration that found a place ends in VERIFY_RESIZE, unless its start fails.
 * Does not check: moves that fail.
 * Source: Nova nova/compute/manager.py (finish_resize)
 */

import type { Invariant } from '../../invariant.js';
import { firstOf, novaDecision, novaGranted, novaSequel } from '../../nova-life-judges.js';
import { mayBeOvertaken } from '../../views.js';

/** Judge of `nova/life/move-waits-for-its-user`. */
export const novaLifeMoveWaitsForItsUser: Invariant = {
  requirement: 'nova/life/move-waits-for-its-user',
  judge(evidence, say) {
    for (const requested of novaGranted(evidence, 'resize', 'migrate')) {
      const { event } = requested;
      const sequel = novaSequel(evidence, requested);
      const ran = sequel.filter((each) => each.event === 'run');
      const failed = ran.some(({ happening }) => ['not-placed', 'not-rendered', 'not-started'].includes(happening.what));
      const last = ran.at(-1);
      if (failed || last === undefined || firstOf(sequel, 'place')?.decision.placed !== true || mayBeOvertaken(evidence))
        continue;
      say.check(last.decision.status.status === 'VERIFY_RESIZE', last, () => `${event.guest} was moved; ${novaDecision(last)}`);
    }
  },
};

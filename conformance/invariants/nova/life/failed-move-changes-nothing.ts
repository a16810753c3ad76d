/**
 * Checks: after a move without a place: the status of before, the same host, and nothing is given up.
 * Does not check: servers that are unshelved, or rebuilt in place.
 * Source: Nova caf167862d, LP 1749215; nova/conductor/manager.py (_cold_migrate)
 */

import type { Invariant } from '../../invariant.js';
import { novaDecision, novaGranted, novaSequel } from '../../nova-life-judges.js';

/** Judge of `nova/life/failed-move-changes-nothing`. */
export const novaLifeFailedMoveChangesNothing: Invariant = {
  requirement: 'nova/life/failed-move-changes-nothing',
  judge(evidence, say) {
    for (const requested of novaGranted(evidence, 'resize', 'migrate', 'live-migrate')) {
      const { event, before, host } = requested;
      const unplaced = novaSequel(evidence, requested).find(
        (each) => each.event === 'run' && each.happening.what === 'not-placed',
      );
      if (unplaced?.event !== 'run') continue;
      const { status, next } = unplaced.decision;
      const holds = status.status === before?.status && status.host === host && next === 'nothing';
      say.check(holds, unplaced, () => `${event.guest} found no other host; ${novaDecision(unplaced)}`);
    }
  },
};

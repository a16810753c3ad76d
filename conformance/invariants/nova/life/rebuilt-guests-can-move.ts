/**
 * Checks: the next step of a granted resize or migration is relocate, and there is no fault.
 * Does not check: what comes of it.
 * Source: Nova fe52b6c25b, LP 1893618 (a note lost by a rebuild); nova/conductor/tasks/migrate.py
 */

import type { Invariant } from '../../invariant.js';
import { novaDecision, novaGranted } from '../../nova-life-judges.js';

/** Judge of `nova/life/rebuilt-guests-can-move`. */
export const novaLifeRebuiltGuestsCanMove: Invariant = {
  requirement: 'nova/life/rebuilt-guests-can-move',
  judge(evidence, say) {
    for (const { event } of novaGranted(evidence, 'resize', 'migrate')) {
      const { next, status } = event.decision;
      say.check(next === 'relocate' && status.fault === undefined, event, () => `${event.guest}: ${novaDecision(event)}`);
    }
  },
};

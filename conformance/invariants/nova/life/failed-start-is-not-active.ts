/**
 * Checks: after a failed start the status is neither ACTIVE nor PAUSED, unless it goes back to where it ran.
 * Does not check: servers that go back to where they came from.
 * Source: Nova api-ref servers.inc, "status"
 */

import type { Invariant } from '../../invariant.js';
import { lookAtGuests } from '../../nova-guest-views.js';
import { novaDecision } from '../../nova-life-judges.js';

/** Judge of `nova/life/failed-start-is-not-active`. */
export const novaLifeFailedStartIsNotActive: Invariant = {
  requirement: 'nova/life/failed-start-is-not-active',
  judge(evidence, say) {
    for (const { event } of lookAtGuests(evidence).happenings) {
      const { what } = event.happening;
      const { status, next } = event.decision;
      if ((what !== 'not-rendered' && what !== 'not-started') || next === 'revert' || next === 'reboot') continue;
      say.check(
        status.status !== 'ACTIVE' && status.status !== 'PAUSED',
        event,
        () => `${event.guest} was ${what}; ${novaDecision(event)}`,
      );
    }
  },
};

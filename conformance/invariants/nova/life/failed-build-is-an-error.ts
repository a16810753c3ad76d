/**
 * Checks: a server that never ran and was not rendered or started: ERROR, or relocated.
 * Does not check: servers that have run before.
 * Source: Nova nova/compute/manager.py (_do_build_and_run_instance)
 */

import { stateOf } from '../../../model/nova-actions.js';
import type { Invariant } from '../../invariant.js';
import { lookAtGuests } from '../../nova-guest-views.js';
import { novaDecision } from '../../nova-life-judges.js';

/** Judge of `nova/life/failed-build-is-an-error`. */
export const novaLifeFailedBuildIsAnError: Invariant = {
  requirement: 'nova/life/failed-build-is-an-error',
  judge(evidence, say) {
    const { happenings } = lookAtGuests(evidence);
    for (const { event, hasRun, before } of happenings) {
      const { what } = event.happening;
      if (hasRun || stateOf(before) !== 'building' || (what !== 'not-rendered' && what !== 'not-started')) continue;
      const { status, next } = event.decision;
      say.check(
        status.status === 'ERROR' || next === 'relocate',
        event,
        () => `${event.guest} was ${what}; ${novaDecision(event)}`,
      );
    }
  },
};

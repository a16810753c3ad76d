/**
 * Checks: a server that never ran and was not placed: ERROR, with the scheduler's message as fault.
 * Does not check: servers that were to move.
 * Source: Nova nova/conductor/manager.py (_bury_in_cell0); nova/exception.py (NoValidHost)
 */

import { member } from '../../../model/json-member.js';
import { stateOf } from '../../../model/nova-actions.js';
import type { Invariant } from '../../invariant.js';
import { novaHappenings } from '../../nova-guest-views.js';
import { novaDecision } from '../../nova-life-judges.js';

/** Judge of `nova/life/unplaceable-build-is-an-error`. */
export const novaLifeUnplaceableBuildIsAnError: Invariant = {
  requirement: 'nova/life/unplaceable-build-is-an-error',
  judge(evidence, say) {
    for (const { event, before, hasRun } of novaHappenings(evidence, 'not-placed')) {
      if (hasRun || stateOf(before) !== 'building' || event.happening.what !== 'not-placed') continue;
      const { status } = event.decision;
      const told = member(status, 'fault', 'message') === event.happening.message;
      say.check(status.status === 'ERROR' && told, event, () => `${event.guest} found no host; ${novaDecision(event)}`);
    }
  },
};

/**
 * Checks: the message for an unplaced guest is "No valid host was found. There are not enough hosts available.".
 * Does not check: moves, which have other words in the API's answer.
 * Source: Nova 34.0.0 nova/exception.py (NoValidHost), nova/scheduler/manager.py ("There are not enough hosts available.")
 */

import type { Invariant } from '../../invariant.js';
import { lookAtNova } from '../../nova-views.js';

/** Judge of `nova/placement/no-valid-host-is-said`. */
export const novaPlacementNoValidHostIsSaid: Invariant = {
  requirement: 'nova/placement/no-valid-host-is-said',
  judge(evidence, say) {
    for (const { event } of lookAtNova(evidence).placements) {
      const { decision } = event;
      if (decision.placed) continue;
      say.check(decision.message === noValidHost, event, () => `${event.guest} was told ${JSON.stringify(decision.message)}`);
    }
  },
};

const noValidHost = 'No valid host was found. There are not enough hosts available.';

/**
 * Checks: no reason against the chosen host is given.
 * Does not check: reasons for other hosts.
 * Source: Nova 34.0.0 nova/scheduler/manager.py
 */

import type { Invariant } from '../../invariant.js';
import { lookAtNova } from '../../nova-views.js';

/** Judge of `nova/placement/chosen-host-has-no-reason`. */
export const novaPlacementChosenHostHasNoReason: Invariant = {
  requirement: 'nova/placement/chosen-host-has-no-reason',
  judge(evidence, say) {
    for (const { event } of lookAtNova(evidence).placements) {
      const { decision } = event;
      if (!decision.placed) continue;
      const against = decision.reasons?.[decision.host] ?? [];
      say.check(
        against.length === 0,
        event,
        () => `${event.guest} went to ${decision.host}, which was passed over for "${against[0]}"`,
      );
    }
  },
};

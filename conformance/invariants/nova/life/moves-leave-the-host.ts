/**
 * Checks: the place it finds is on another host than its own.
 * Does not check: rebuilds, which stay.
 * Source: Nova nova/conf/compute.py (allow_resize_to_same_host, false by default); nova/conductor/manager.py
 */

import type { Invariant } from '../../invariant.js';
import { firstOf, novaGranted, novaSequel } from '../../nova-life-judges.js';

/** Judge of `nova/life/moves-leave-the-host`. */
export const novaLifeMovesLeaveTheHost: Invariant = {
  requirement: 'nova/life/moves-leave-the-host',
  judge(evidence, say) {
    for (const requested of novaGranted(evidence, 'resize', 'migrate', 'evacuate', 'live-migrate')) {
      const { event, host } = requested;
      const placed = firstOf(novaSequel(evidence, requested), 'place');
      if (placed?.decision.placed !== true) continue;
      const there = placed.decision.host;
      say.check(there !== host, event, () => `${event.guest} was to leave ${host}, and was placed on ${there}`);
    }
  },
};

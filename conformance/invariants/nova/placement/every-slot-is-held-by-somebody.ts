/**
 * Checks: before every placement, the slots used of each host are those its guests and the moves from it hold.
 * Does not check: cases in which several things happen at once.
 * Source: Nova 34.0.0 nova/compute/resource_tracker.py, nova/conductor/tasks/migrate.py; nova@caf167862d (LP 1749215),
 * nova@f35930eef8 (LP 1859496): allocations that nobody held stayed
 */

import type { Invariant } from '../../invariant.js';
import { contextsIn, settledPlacements } from '../../nova-placement-judges.js';

/** Judge of `nova/placement/every-slot-is-held-by-somebody`. */
export const novaPlacementEverySlotIsHeldBySomebody: Invariant = {
  requirement: 'nova/placement/every-slot-is-held-by-somebody',
  judge(evidence, say) {
    for (const { event, hosts } of settledPlacements(evidence)) {
      for (const { name, shown, held } of hosts) {
        const [used, known] = [contextsIn(shown.used), contextsIn(held)];
        say.check(used === known, event, () => `${used} slots of ${name} are used, but guests and moves hold ${known}`);
      }
    }
  },
};

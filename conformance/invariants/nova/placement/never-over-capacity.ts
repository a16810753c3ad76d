/**
 * Checks: what is used of an inventory before a guest comes and what it takes are together at most (total − reserved) ·
 * allocation ratio.
 * Does not check: whether the inventory is true (never-beyond-keys).
 * Source: placement placement/objects/allocation.py (_check_capacity_exceeded); nova@8ad33cf855 (LP 1778743)
 */

import { capacityOf } from '../../../model/nova-placement.js';
import type { Invariant } from '../../invariant.js';
import { inventoriesOf, placed } from '../../nova-placement-judges.js';

/** Judge of `nova/placement/never-over-capacity`. */
export const novaPlacementNeverOverCapacity: Invariant = {
  requirement: 'nova/placement/never-over-capacity',
  judge(evidence, say) {
    for (const { event, host, units } of placed(evidence)) {
      for (const { unit, inventory } of inventoriesOf(host)) {
        const amount = units[unit] ?? 0;
        if (amount === 0) continue;
        const [used, capacity] = [host.used[unit] ?? 0, capacityOf(inventory)];
        say.check(
          used + amount <= capacity,
          event,
          () => `${event.guest} takes ${amount} ${unit}, of which ${used} of ${capacity} were used`,
        );
      }
    }
  },
};

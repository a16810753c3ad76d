/**
 * Checks: every amount taken is at least min_unit, at most max_unit and a multiple of step_size.
 * Does not check: sums over guests.
 * Source: placement placement/schemas/inventory.py (min_unit, max_unit, step_size)
 */

import { obeysUnits } from '../../../model/nova-placement.js';
import type { Invariant } from '../../invariant.js';
import { inventoriesOf, placed } from '../../nova-placement-judges.js';

/** Judge of `nova/placement/amounts-obey-units`. */
export const novaPlacementAmountsObeyUnits: Invariant = {
  requirement: 'nova/placement/amounts-obey-units',
  judge(evidence, say) {
    for (const { event, host, units } of placed(evidence)) {
      for (const { unit, inventory } of inventoriesOf(host)) {
        const amount = units[unit] ?? 0;
        if (amount === 0) continue;
        say.check(
          obeysUnits(inventory, amount),
          event,
          () => `${event.guest} takes ${amount} ${unit}, at most ${inventory.max_unit} at once`,
        );
      }
    }
  },
};

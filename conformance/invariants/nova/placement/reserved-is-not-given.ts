/**
 * Checks: after a guest was placed, at least as many slots as are reserved are still unused.
 * Does not check: whether they should be reserved (reserved-as-configured).
 * Source: placement doc/source/user/index.rst: reserved is kept from the total
 */

import { encryptionContext } from '../../../model/nova-names.js';
import type { Invariant } from '../../invariant.js';
import { inventoriesOf, placed } from '../../nova-placement-judges.js';

/** Judge of `nova/placement/reserved-is-not-given`. */
export const novaPlacementReservedIsNotGiven: Invariant = {
  requirement: 'nova/placement/reserved-is-not-given',
  judge(evidence, say) {
    for (const { event, host, units } of placed(evidence)) {
      for (const { unit, inventory } of inventoriesOf(host)) {
        const { total, reserved } = inventory;
        if (reserved === 0 || !(unit in units) || !unit.endsWith(`:${encryptionContext}`)) continue;
        const left = total - (host.used[unit] ?? 0) - (units[unit] ?? 0);
        say.check(left >= reserved, event, () => `${event.guest} leaves ${left} of ${unit}, but ${reserved} are reserved`);
      }
    }
  },
};

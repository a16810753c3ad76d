/**
 * Checks: every provider and class guests hold something of is in the tree after the report.
 * Does not check: hosts without a guest.
 * Source: placement placement/objects/allocation.py: an allocation refers to an inventory; nova@2.4 ReshapeFailed otherwise
 */

import { unitOf } from '../../../../sim/contracts/subject.js';
import type { Invariant } from '../../invariant.js';
import { reportsOf } from '../../nova-views.js';

/** Judge of `nova/report/no-guest-holds-what-is-not-there`. */
export const novaReportNoGuestHoldsWhatIsNotThere: Invariant = {
  requirement: 'nova/report/no-guest-holds-what-is-not-there',
  judge(evidence, say) {
    for (const { event, after, heldAfter, host } of reportsOf(evidence)) {
      for (const [unit, amount] of Object.entries(heldAfter)) {
        if (amount === 0) continue;
        const there = after.some(({ name, inventories }) => Object.keys(inventories).some((each) => unitOf(name, each) === unit));
        say.check(there, event, () => `guests hold ${amount} of ${unit}, which ${host} does not have`);
      }
    }
  },
};

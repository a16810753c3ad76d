/**
 * Checks: every total is a whole number of at least 1, and no more is held back than there is.
 * Does not check: whether it is the right one.
 * Source: placement placement/schemas/inventory.py; nova@0b942dcaa5 (LP 1901120, LP 1906494)
 */

import type { Invariant } from '../../invariant.js';
import { reportsOf } from '../../nova-views.js';

/** Judge of `nova/report/total-is-at-least-one`. */
export const novaReportTotalIsAtLeastOne: Invariant = {
  requirement: 'nova/report/total-is-at-least-one',
  judge(evidence, say) {
    for (const { after, event } of reportsOf(evidence)) {
      for (const { name, inventories } of after) {
        for (const [resource, { total, reserved }] of Object.entries(inventories)) {
          const fits = Number.isInteger(total) && total >= 1 && Number.isInteger(reserved) && reserved >= 0 && reserved <= total;
          say.check(fits, event, () => `${name} has ${total} ${resource}, ${reserved} of them held back`);
        }
      }
    }
  },
};

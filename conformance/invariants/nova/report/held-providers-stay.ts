/**
 * Checks: every provider that guests hold something of before a report is there afterwards, unless that something moved.
 * Does not check: whether it still takes guests (closed-providers-offer-nothing).
 * Source: placement refuses with 409 ResourceProviderInUse; Nova 34.0.0 nova/scheduler/client/report.py then fails at every
 * update, and what the node has is frozen
 */

import type { Invariant } from '../../invariant.js';
import { isHeld, lookAtNova } from '../../nova-views.js';

/** Judge of `nova/report/held-providers-stay`. */
export const novaReportHeldProvidersStay: Invariant = {
  requirement: 'nova/report/held-providers-stay',
  judge(evidence, say) {
    for (const report of lookAtNova(evidence).reports) {
      for (const before of report.before) {
        if (!isHeld(report.heldAfter, before)) continue;
        const left = report.after.some(({ name }) => name === before.name);
        say.check(left, report.event, () => `${before.name} was taken away, although guests hold it`);
      }
    }
  },
};

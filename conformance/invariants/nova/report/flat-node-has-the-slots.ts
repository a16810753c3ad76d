/**
 * Checks: with nested providers switched off there are no children, and the root of a host that can run SEV guests has
 * maxGuests slots, or the fewer an operator configured, and the trait of SEV.
 * Does not check: SEV-ES, which such releases do not know.
 * Source: Nova 31 nova/virt/libvirt/driver.py (update_provider_tree), as of Train
 */

import { encryptionContext, modelTrait, reportsNested, sevGuestLimit } from '../../../model/nova-names.js';
import type { Invariant } from '../../invariant.js';
import { clearReports, rootOf } from '../../nova-views.js';

/** Judge of `nova/report/flat-node-has-the-slots`. */
export const novaReportFlatNodeHasTheSlots: Invariant = {
  requirement: 'nova/report/flat-node-has-the-slots',
  judge(evidence, say) {
    for (const report of clearReports(evidence)) {
      const root = rootOf(report);
      if (root === undefined || report.nested || reportsNested(report.config) || !report.models.sev.reported) continue;
      const expected = Math.min(report.models.sev.total, sevGuestLimit(report.config) ?? Number.POSITIVE_INFINITY);
      if (expected === 0) continue;
      const slots = root.inventories[encryptionContext]?.total;
      const named = root.traits.includes(modelTrait(report.config, 'sev'));
      say.check(
        slots === expected && named && report.after.length === 1,
        report.event,
        () =>
          `${report.host} has ${slots} slots itself ${named ? 'with' : 'without'} the trait, expected ${expected} and no children`,
      );
    }
  },
};

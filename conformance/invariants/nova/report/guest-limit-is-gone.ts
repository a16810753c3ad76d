/**
 * Checks: where num_memory_encrypted_guests is configured, the SEV provider has all slots of the hardware all the same.
 * Does not check: SEV-ES, which it never limited (es-ignores-guest-limit).
 * Source: Nova specification "libvirt: AMD SEV-ES", "num_memory_encrypted_guests选项将被弃用"; removed by nova@b6cb48c9b9
 */

import { encryptionContext, sevGuestLimit } from '../../../model/nova-names.js';
import type { Invariant } from '../../invariant.js';
import { slotsOf } from '../../nova-report-judges.js';
import { nestedReports, providerOf } from '../../nova-views.js';

/** Judge of `nova/report/guest-limit-is-gone`. */
export const novaReportGuestLimitIsGone: Invariant = {
  requirement: 'nova/report/guest-limit-is-gone',
  judge(evidence, say) {
    for (const report of nestedReports(evidence)) {
      const limit = sevGuestLimit(report.config);
      const expected = slotsOf(report, 'sev');
      const total = providerOf(report, 'sev')?.inventories[encryptionContext]?.total;
      if (limit === undefined || expected === undefined || total === undefined) continue;
      say.check(
        total === expected,
        report.event,
        () => `${report.host} has ${total} SEV slots under a limit of ${limit}, expected ${expected}`,
      );
    }
  },
};

/**
 * Checks: where num_memory_encrypted_guests is configured, the providers of SEV-ES and SEV-SNP have all slots of the
 * hardware.
 * Does not check: SEV.
 * Source: Nova specification "libvirt: AMD SEV-ES", "num_memory_encrypted_guests选项仅对SEV有效,但未为SEV-ES添加新的选项"
 */

import { encryptionContext, sevGuestLimit } from '../../../model/nova-names.js';
import type { Invariant } from '../../invariant.js';
import { slotsOf } from '../../nova-report-judges.js';
import { nestedReports, providerOf } from '../../nova-views.js';

/** Judge of `nova/report/es-ignores-guest-limit`. */
export const novaReportEsIgnoresGuestLimit: Invariant = {
  requirement: 'nova/report/es-ignores-guest-limit',
  judge(evidence, say) {
    for (const report of nestedReports(evidence)) {
      if (sevGuestLimit(report.config) === undefined) continue;
      for (const protection of ['sev-es', 'snp'] as const) {
        const expected = slotsOf(report, protection);
        const total = providerOf(report, protection)?.inventories[encryptionContext]?.total;
        if (expected === undefined || total === undefined) continue;
        say.check(
          total === expected,
          report.event,
          () => `${report.host} has ${total} ${protection} slots, expected ${expected}`,
        );
      }
    }
  },
};

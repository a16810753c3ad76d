/**
 * Checks: no host offers slots of SEV-ES and of SEV-SNP at the same time, nor of SEV-ES where it can launch SEV-SNP, whether or not its
 * service has heard of that.
 * Does not check: which of the two it must be (sev-es-when-launchable, snp-when-launchable).
 * Source: nova@7dd0d6106b (LP 2157891): firmware that protects SEV-SNP refuses SEV-ES guests (CVE-2025-48514), and both
 * would count the same slots
 */

import type { Invariant } from '../../invariant.js';
import { offers, reportsOf } from '../../nova-views.js';

/** Judge of `nova/detection/es-yields-to-snp`. */
export const novaDetectionEsYieldsToSnp: Invariant = {
  requirement: 'nova/detection/es-yields-to-snp',
  judge(evidence, say) {
    for (const report of reportsOf(evidence)) {
      const [es, snp] = [offers(report, 'sev-es'), offers(report, 'snp')];
      const launches = report.detection.models?.snp.reported === true;
      if (!es && !snp && !launches) continue;
      say.check(
        !(es && (snp || launches)),
        report.event,
        () => `${report.host} offers slots for SEV-ES, although it launches SEV-SNP, whose guests take the same of maxESGuests`,
      );
    }
  },
};

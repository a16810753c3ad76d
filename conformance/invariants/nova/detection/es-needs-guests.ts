/**
 * Checks: a host whose processor keeps no ASIDs for guests with encrypted registers offers neither SEV-ES nor SEV-SNP.
 * Does not check: how many slots there are otherwise.
 * Source: Nova specification "libvirt: AMD SEV-ES", "maxESGuests字段也应存在,并且其值应为正(非零)值"
 */

import type { Invariant } from '../../invariant.js';
import { clearReports, offers } from '../../nova-views.js';

/** Judge of `nova/detection/es-needs-guests`. */
export const novaDetectionEsNeedsGuests: Invariant = {
  requirement: 'nova/detection/es-needs-guests',
  judge(evidence, say) {
    for (const report of clearReports(evidence)) {
      if (report.models['sev-es'].total > 0) continue;
      const offered = (['sev-es', 'snp'] as const).filter((protection) => offers(report, protection));
      say.check(
        offered.length === 0,
        report.event,
        () => `${report.host} has no ASIDs for ${offered.join(' and ')}, but offers slots`,
      );
    }
  },
};

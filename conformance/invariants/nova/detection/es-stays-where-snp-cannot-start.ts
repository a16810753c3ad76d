/**
 * Checks: a host whose kernel says sev_snp, but whose QEMU or libvirt cannot start SEV-SNP guests, goes on offering SEV-ES.
 * Does not check: hosts that can start no SEV-ES guest either.
 * Source: Nova specification "libvirt: AMD SEV-ES", "添加对主机SEV-ES功能检测"; Nova 34.0.0 nova/virt/libvirt/host.py looks at the
 * kernel parameter alone, and such a host loses both
 */

import type { Invariant } from '../../invariant.js';
import { hasSlots, nestedReports } from '../../nova-views.js';

/** Judge of `nova/detection/es-stays-where-snp-cannot-start`. */
export const novaDetectionEsStaysWhereSnpCannotStart: Invariant = {
  requirement: 'nova/detection/es-stays-where-snp-cannot-start',
  judge(evidence, say) {
    for (const report of nestedReports(evidence)) {
      const { models, detection } = report;
      if (detection.truth.kvm.parameters.sev_snp !== true || models.snp.reported || !models['sev-es'].reported) continue;
      say.check(
        hasSlots(report, 'sev-es'),
        report.event,
        () => `${report.host} cannot start SEV-SNP guests and gives up SEV-ES for them, which it can start`,
      );
    }
  },
};

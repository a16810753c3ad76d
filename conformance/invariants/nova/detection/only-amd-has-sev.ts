/**
 * Checks: hosts with a processor of Intel or IBM offer no slots of SEV, SEV-ES and SEV-SNP.
 * Does not check: hosts of AMD.
 * Source: Nova 34.0.0 nova/virt/libvirt/host.py (supports_amd_sev asks for x86_64 first; LP 1873012)
 */

import type { Invariant } from '../../invariant.js';
import { offers, reportsOf } from '../../nova-views.js';

/** Judge of `nova/detection/only-amd-has-sev`. */
export const novaDetectionOnlyAmdHasSev: Invariant = {
  requirement: 'nova/detection/only-amd-has-sev',
  judge(evidence, say) {
    for (const report of reportsOf(evidence)) {
      if (report.detection.truth.cpu.libvirtVendor === 'AMD') continue;
      const offered = (['sev', 'sev-es', 'snp'] as const).filter((protection) => offers(report, protection));
      say.check(
        offered.length === 0,
        report.event,
        () => `${report.host} has a processor of ${report.detection.truth.cpu.libvirtVendor} and offers ${offered.join(', ')}`,
      );
    }
  },
};

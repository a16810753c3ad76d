/**
 * Checks: a protection whose parameter file was gone, or said no or nonsense, when the service started is not offered.
 * Does not check: TDX.
 * Source: Nova specification "libvirt: AMD SEV-ES", "应具有值Y,以指示内核已启用SEV功能"; Nova 34.0.0 nova/virt/libvirt/host.py
 * (_kernel_supports_amd_sev)
 */

import { meansTrue, parameterFile } from '../../../model/nova-detection.js';
import type { Invariant } from '../../invariant.js';
import { clearReports, offers } from '../../nova-views.js';

/** Judge of `nova/detection/a-parameter-that-is-off`. */
export const novaDetectionAParameterThatIsOff: Invariant = {
  requirement: 'nova/detection/a-parameter-that-is-off',
  judge(evidence, say) {
    for (const report of clearReports(evidence)) {
      for (const protection of ['sev', 'sev-es', 'snp'] as const) {
        const path = parameterFile(ownParameter[protection]);
        const { damage } = report.detection;
        if (!damage.has(path) || meansTrue(damage.get(path))) continue;
        say.check(
          !offers(report, protection),
          report.event,
          () => `${report.host} offers ${protection}, although ${path} does not say yes`,
        );
      }
    }
  },
};

const ownParameter = { sev: 'sev', 'sev-es': 'sev_es', snp: 'sev_snp' } as const;

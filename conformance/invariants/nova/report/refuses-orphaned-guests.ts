/**
 * Checks: where a guest on the host is of a model that is not reported when the service starts, it refuses to serve.
 * Does not check: hosts whose documents were damaged; guests that have moved away.
 * Source: Nova specification "libvirt: AMD SEV-SNP" (2026.2); nova@c197b0941d; Nova 34.0.0 nova/virt/libvirt/driver.py
 * (_validate_mem_encryption_configuration)
 */

import { startsProcess } from '../../../model/nova-replay.js';
import type { Invariant } from '../../invariant.js';
import { orphanOf } from '../../nova-orphans.js';
import { lookAtNova } from '../../nova-views.js';

/** Judge of `nova/report/refuses-orphaned-guests`. */
export const novaReportRefusesOrphanedGuests: Invariant = {
  requirement: 'nova/report/refuses-orphaned-guests',
  judge(evidence, say) {
    for (const report of lookAtNova(evidence).reports) {
      const { models } = report.detection;
      const orphan = orphanOf(report);
      if (models === undefined || orphan === undefined || !startsProcess(report.event.happening)) continue;
      say.check(
        report.event.decision.refusesToServe === true,
        report.event,
        () => `${report.host} serves, but its guest ${orphan} can never be started again there`,
      );
    }
  },
};

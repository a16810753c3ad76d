/**
 * Checks: where every guest on the host is of a model that it supports, or is not encrypted, the service does not refuse.
 * Does not check: hosts whose documents were damaged, unless it is only that versions cannot be read.
 * Source: Nova 34.0.0 nova/virt/libvirt/driver.py (_validate_mem_encryption_configuration); no tenant may keep a service
 * from starting
 */

import { versionAnswer } from '../../../model/nova-libvirt-answer.js';
import type { Report } from '../../../model/nova-replay.js';
import type { Invariant } from '../../invariant.js';
import { orphanOf } from '../../nova-orphans.js';
import { lookAtNova } from '../../nova-views.js';

/** Judge of `nova/report/serves-supported-guests`. */
export const novaReportServesSupportedGuests: Invariant = {
  requirement: 'nova/report/serves-supported-guests',
  judge(evidence, say) {
    for (const report of lookAtNova(evidence).reports) {
      if (orphanOf(report) !== undefined || !mustServe(report)) continue;
      say.check(
        report.event.decision.refusesToServe !== true,
        report.event,
        () => `${report.host} refuses to serve, but all its guests can run there`,
      );
    }
  },
};

/** Where nobody can say what is found, the service ends only over software that says how old it is. */
function mustServe({ detection: { models, damage } }: Report): boolean {
  return models !== undefined || (damage.size === 1 && damage.has(versionAnswer) && !/\d/.test(damage.get(versionAnswer) ?? ''));
}

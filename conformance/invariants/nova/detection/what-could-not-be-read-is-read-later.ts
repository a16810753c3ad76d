/**
 * Checks: where one document was unreadable when the service started, and it said so, everything the host can run is
 * offered at the first look after it was repaired.
 * Does not check: documents that could be read but said something else.
 * Source: Nova 34.0.0 nova/virt/libvirt/host.py: each detection writes down a no before it begins, so that a failure in its
 * middle stays until the service is started again
 */

import { detections } from '../../../model/nova-detection.js';
import type { Invariant } from '../../invariant.js';
import { everyProtection, hasSlots, lookAtNova } from '../../nova-views.js';

/** Judge of `nova/detection/what-could-not-be-read-is-read-later`. */
export const novaDetectionWhatCouldNotBeReadIsReadLater: Invariant = {
  requirement: 'nova/detection/what-could-not-be-read-is-read-later',
  judge(evidence, say) {
    for (const report of lookAtNova(evidence).reports) {
      const { detection, event, started } = report;
      if (detection.models !== undefined || detection.damage.size !== 1 || event.spoiled !== undefined || !report.nested)
        continue;
      if (!report.serving) continue;
      if (started === undefined || started.decision.problems.length === 0 || started.truth !== event.truth) continue;
      const models = detections(event.truth, report.config);
      const lost = everyProtection.find((protection) => models[protection].reported && !hasSlots(report, protection));
      say.check(
        lost === undefined,
        event,
        () => `${report.host} can run ${lost} guests and everything can be read again, but it offers none`,
      );
    }
  },
};

/**
 * Checks: where documents were damaged when the service started and something the host can run is not offered, its log says
 * that something is wrong, or it does not serve.
 * Does not check: the words; answers that can be read and say something else.
 * Source: Nova 34.0.0 nova/virt/libvirt/host.py: an exception in the middle of a detection leaves a remembered no, and the
 * next look says nothing
 */

import { detections } from '../../../model/nova-detection.js';
import { q35Answer, readsAsAnswer } from '../../../model/nova-libvirt-answer.js';
import { startsProcess } from '../../../model/nova-replay.js';
import type { Invariant } from '../../invariant.js';
import { everyProtection, hasSlots, lookAtNova } from '../../nova-views.js';

/** Judge of `nova/detection/damage-is-told`. */
export const novaDetectionDamageIsTold: Invariant = {
  requirement: 'nova/detection/damage-is-told',
  judge(evidence, say) {
    for (const report of lookAtNova(evidence).reports) {
      const { detection, event } = report;
      if (detection.models !== undefined || !startsProcess(event.happening) || readsAsAnswer(detection.damage.get(q35Answer)))
        continue;
      const { problems, refusesToServe } = event.decision;
      const models = detections(detection.truth, detection.config);
      const lost = everyProtection.find((protection) => models[protection].reported && !hasSlots(report, protection));
      say.check(
        lost === undefined || problems.length > 0 || refusesToServe === true,
        event,
        () => `${report.host} can run ${lost} guests, offers none while documents are damaged, and says nothing of it`,
      );
    }
  },
};

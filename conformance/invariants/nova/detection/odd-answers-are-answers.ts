/**
 * Checks: where libvirt's answer about q35 was replaced by a readable one when the service started, its host is reported,
 * and nothing is said of guests that it does not count.
 * Does not check: answers that cannot be read.
 * Source: Nova 34.0.0 nova/virt/libvirt/host.py: launchSecurity without its list of types, and SEV without maxGuests, end
 * the detection with a TypeError; Nova specification "libvirt: AMD SEV-ES", "maxESGuests字段也应存在"
 */

import { q35Answer } from '../../../model/nova-libvirt-answer.js';
import { startsProcess } from '../../../model/nova-replay.js';
import type { Invariant } from '../../invariant.js';
import { everyProtection, hasSlots, nestedReports, offers } from '../../nova-views.js';

/** Judge of `nova/detection/odd-answers-are-answers`. */
export const novaDetectionOddAnswersAreAnswers: Invariant = {
  requirement: 'nova/detection/odd-answers-are-answers',
  judge(evidence, say) {
    for (const report of nestedReports(evidence)) {
      const { detection, event, models, host } = report;
      if (!detection.damage.has(q35Answer) || !startsProcess(event.happening)) continue;
      const missing = everyProtection.find((protection) => models[protection].reported && !hasSlots(report, protection));
      const invented = everyProtection.find((protection) => {
        const { shown, total } = models[protection];
        return (!shown || total === 0) && offers(report, protection);
      });
      say.check(
        (missing ?? invented) === undefined,
        event,
        () => `${host} misunderstands what libvirt says of ${missing ?? invented}`,
      );
    }
  },
};

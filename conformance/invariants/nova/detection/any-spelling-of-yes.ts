/**
 * Checks: while parameters that are on are spelled otherwise, everything the host can run is offered as before.
 * Does not check: texts that mean no (a-parameter-that-is-off).
 * Source: Nova 34.0.0 nova/virt/libvirt/host.py (_kernel_supports_amd_sev), oslo.utils strutils.bool_from_string;
 * nova@ab51a5dd25 (LP 1975686) knew only the text "1"
 */

import { meansTrue, parameterFiles } from '../../../model/nova-detection.js';
import type { Invariant } from '../../invariant.js';
import { everyProtection, hasSlots, nestedReports } from '../../nova-views.js';

/** Judge of `nova/detection/any-spelling-of-yes`. */
export const novaDetectionAnySpellingOfYes: Invariant = {
  requirement: 'nova/detection/any-spelling-of-yes',
  judge(evidence, say) {
    for (const report of nestedReports(evidence)) {
      const { damage, truth } = report.detection;
      const spelled = parameterFiles.filter((path) => damage.has(path) && meansTrue(damage.get(path)));
      if (spelled.length === 0) continue;
      for (const protection of everyProtection) {
        if (!report.models[protection].reported) continue;
        say.check(
          hasSlots(report, protection),
          report.event,
          () =>
            `${report.host} (${truth.machine}) runs ${protection} guests, but offers none where ${spelled.join(', ')} say so in other words`,
        );
      }
    }
  },
};

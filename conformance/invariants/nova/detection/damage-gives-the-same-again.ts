/**
 * Checks: while nothing changes, a service whose documents were damaged when it started offers the same at every look.
 * Does not check: what it offers; looks after something was repaired or damaged.
 * Source: Nova 34.0.0 nova/virt/libvirt/host.py: the first look at a damaged document fails, the second one silently
 * removes what the host offers
 */

import type { Invariant } from '../../invariant.js';
import { everyProtection, offers, reportsOf } from '../../nova-views.js';

/** Judge of `nova/detection/damage-gives-the-same-again`. */
export const novaDetectionDamageGivesTheSameAgain: Invariant = {
  requirement: 'nova/detection/damage-gives-the-same-again',
  judge(evidence, say) {
    for (const report of reportsOf(evidence)) {
      const { previous, detection, event } = report;
      if (
        detection.models !== undefined ||
        previous?.detection.process !== detection.process ||
        previous.damages !== report.damages
      )
        continue;
      if (previous.config !== report.config) continue;
      if (!previous.serving) continue;
      const changed = everyProtection.find((protection) => offers(previous, protection) !== offers(report, protection));
      say.check(changed === undefined, event, () => `${report.host} changed its mind about ${changed}, although nothing changed`);
    }
  },
};

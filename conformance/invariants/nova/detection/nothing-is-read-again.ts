/**
 * Checks: while the process of the service lives, it offers the same protections and claims the same capabilities, whatever
 * becomes of the files it read.
 * Does not check: a service that could not read what it needed; numbers; slots where the configuration changed, or
 * that come late to what was found at the start.
 * Source: Nova 34.0.0 nova/virt/libvirt/host.py (docstring of get_domain_capabilities): a restart of nova-compute is needed
 */

import { secureBootTrait, statelessTrait } from '../../../model/nova-names.js';
import { type Report, startsProcess } from '../../../model/nova-replay.js';
import type { Invariant } from '../../invariant.js';
import { clearReports, everyProtection, offers, rootOf } from '../../nova-views.js';

/** Judge of `nova/detection/nothing-is-read-again`. */
export const novaDetectionNothingIsReadAgain: Invariant = {
  requirement: 'nova/detection/nothing-is-read-again',
  judge(evidence, say) {
    for (const report of clearReports(evidence)) {
      const { previous, detection, event, models } = report;
      if (previous?.detection.process !== detection.process || startsProcess(event.happening)) continue;
      if (!previous.serving) continue;
      const lost =
        previous.config === report.config
          ? everyProtection.find(
              (each) => offers(previous, each) !== offers(report, each) && offers(report, each) !== models[each].reported,
            )
          : undefined;
      const claimed = [statelessTrait, secureBootTrait].find((trait) => has(previous, trait) !== has(report, trait));
      const changed = lost ?? claimed;
      say.check(changed === undefined, event, () => `${report.host} reports otherwise of ${changed} without being started again`);
    }
  },
};

function has(report: Report, trait: string): boolean {
  return rootOf(report)?.traits.includes(trait) === true;
}

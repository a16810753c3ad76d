/**
 * Checks: where the host can run something else than when the last process of its service started, the new one offers
 * exactly that.
 * Does not check: the numbers.
 * Source: Nova 34.0.0 nova/tests/functional/libvirt/test_report_cpu_traits.py: SEV, SEV-ES and SEV-SNP come and go with
 * restarts
 */

import { startsProcess } from '../../../model/nova-replay.js';
import type { Invariant } from '../../invariant.js';
import { type ClearReport, everyProtection, hasSlots, nestedReports, offers } from '../../nova-views.js';

/** Judge of `nova/detection/restart-looks-again`. */
export const novaDetectionRestartLooksAgain: Invariant = {
  requirement: 'nova/detection/restart-looks-again',
  judge(evidence, say) {
    const known = new Map<string, ClearReport>();
    for (const report of nestedReports(evidence)) {
      const { host, models, event } = report;
      const last = known.get(host);
      if (startsProcess(event.happening)) known.set(host, report);
      if (last === undefined || !startsProcess(event.happening)) continue;
      for (const protection of everyProtection) {
        const expected = models[protection].reported;
        if (last.models[protection].reported === expected || (!expected && models[protection].launchable)) continue;
        say.check(
          expected ? hasSlots(report, protection) : !offers(report, protection),
          event,
          () =>
            `${host} ${expected ? 'can' : 'cannot'} run ${protection} guests since its last start, and its service did not notice`,
        );
      }
    }
  },
};

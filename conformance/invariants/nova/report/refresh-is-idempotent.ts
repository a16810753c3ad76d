/**
 * Checks: with the same process, configuration and allocations, and nothing damaged or repaired in between, a second report
 * equals the first, generations included.
 * Does not check: the first report; reports after a start or a change.
 * Source: Nova 34.0.0 nova/virt/libvirt/driver.py (update_provider_tree is run every minute and at every start)
 */

import { startsProcess } from '../../../model/nova-replay.js';
import { changedProvider } from '../../../model/nova-trees.js';
import type { Invariant } from '../../invariant.js';
import { reportsOf } from '../../nova-views.js';

/** Judge of `nova/report/refresh-is-idempotent`. */
export const novaReportRefreshIsIdempotent: Invariant = {
  requirement: 'nova/report/refresh-is-idempotent',
  judge(evidence, say) {
    for (const report of reportsOf(evidence)) {
      const { previous, config, detection, damages, event } = report;
      if (previous === undefined || startsProcess(event.happening) || previous.detection !== detection) continue;
      if (previous.config !== config || previous.damages !== damages) continue;
      if (!previous.serving || previous.heldAfter !== report.heldBefore) continue;
      const changed = changedProvider(report.before, report.after);
      say.check(changed === undefined, event, () => `${report.host} was looked at again and ${changed} changed`);
    }
  },
};

/**
 * Checks: with the same boot, configuration and guests, and nothing damaged, the report of a new process equals that of the
 * one before.
 * Does not check: hosts that were booted or damaged in between.
 * Source: Nova 34.0.0 nova/tests/functional/libvirt/test_report_cpu_traits.py; nova@60c62f7267 (LP 1746075)
 */

import { startsProcess } from '../../../model/nova-replay.js';
import { changedProvider } from '../../../model/nova-trees.js';
import type { Invariant } from '../../invariant.js';
import { clearReports } from '../../nova-views.js';

/** Judge of `nova/report/restart-changes-nothing-by-itself`. */
export const novaReportRestartChangesNothingByItself: Invariant = {
  requirement: 'nova/report/restart-changes-nothing-by-itself',
  judge(evidence, say) {
    for (const report of clearReports(evidence)) {
      const { previous, config, detection, damages, event } = report;
      if (previous === undefined || !startsProcess(event.happening) || !previous.serving) continue;
      if (
        previous.heldAfter !== report.heldBefore ||
        previous.detection.config !== config ||
        previous.config !== config ||
        previous.damages !== damages
      )
        continue;
      if (previous.detection.truth.key !== detection.truth.key || previous.detection.models === undefined) continue;
      const spoiled = `${previous.event.spoiled}`;
      if (spoiled !== `${event.spoiled}` || [...previous.detection.damage].join() !== [...detection.damage].join()) continue;
      const changed = changedProvider(report.before, report.after);
      say.check(changed === undefined, event, () => `${report.host}: its service was started again and ${changed} changed`);
    }
  },
};

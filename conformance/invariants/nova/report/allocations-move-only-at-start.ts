/**
 * Checks: no report moves allocations unless it is the first of a process.
 * Does not check: where they move.
 * Source: Nova 34.0.0 nova/compute/resource_tracker.py, nova/compute/manager.py: ReshapeNeeded in a periodic update is an
 * error
 */

import { startsProcess } from '../../../model/nova-replay.js';
import type { Invariant } from '../../invariant.js';
import { lookAtNova } from '../../nova-views.js';

/** Judge of `nova/report/allocations-move-only-at-start`. */
export const novaReportAllocationsMoveOnlyAtStart: Invariant = {
  requirement: 'nova/report/allocations-move-only-at-start',
  judge(evidence, say) {
    for (const { event, host } of lookAtNova(evidence).reports) {
      if (startsProcess(event.happening)) continue;
      const moved = event.decision.moved ?? [];
      say.check(
        moved.length === 0,
        event,
        () => `${host} moves allocations (${moved[0]?.from}), although its service is running`,
      );
    }
  },
};

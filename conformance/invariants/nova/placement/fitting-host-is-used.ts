/**
 * Checks: by what the scheduler was shown, no unplaced guest has a host that serves, that it may go to, and whose providers
 * have what it asks for with the right traits.
 * Does not check: which of several hosts is chosen; limits of other filters.
 * Source: Nova 34.0.0 nova/scheduler/manager.py, nova/scheduler/filters; placement
 * placement/handlers/allocation_candidate.py
 */

import type { Invariant } from '../../invariant.js';
import { lookAtNova } from '../../nova-views.js';

/** Judge of `nova/placement/fitting-host-is-used`. */
export const novaPlacementFittingHostIsUsed: Invariant = {
  requirement: 'nova/placement/fitting-host-is-used',
  judge(evidence, say) {
    for (const { event, hosts } of lookAtNova(evidence).placements) {
      const fitting = hosts.find(({ candidates }) => candidates.closed === undefined && candidates.takes.length > 0);
      if (fitting === undefined) continue;
      say.check(event.decision.placed, event, () => `${event.guest} was not placed, although ${fitting.name} fits`);
    }
  },
};

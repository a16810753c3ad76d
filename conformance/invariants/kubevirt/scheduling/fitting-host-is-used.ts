/**
 * Checks: by what the scheduler was shown, no unplaced guest has a host that matches selectors, resources, memory and number
 * of pods.
 * Does not check: which of several fitting hosts is chosen.
 * Source: Kubernetes pkg/scheduler/schedule_one.go; VEP #80, "they are scheduled correctly"
 */

import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/scheduling/fitting-host-is-used`. */
export const fittingHostIsUsed: Invariant = {
  requirement: 'kubevirt/scheduling/fitting-host-is-used',
  judge(evidence, say) {
    for (const { event, hosts } of look(evidence).placements) {
      const fitting = hosts.find(({ reasons }) => reasons.length === 0);
      if (fitting === undefined) continue;
      say.check(event.decision.placed, event, () => `${event.guest} was not placed, although ${fitting.name} fits`);
    }
  },
};

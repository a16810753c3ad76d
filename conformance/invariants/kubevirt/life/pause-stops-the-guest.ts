/**
 * Checks: next step pause, condition Paused True, phase Running.
 * Does not check: readiness.
 * Source: KubeVirt v1.9 pkg/virt-api/rest/lifecycle.go (PauseVMIRequestHandler); pkg/virt-handler/vm.go
 */

import type { Invariant } from '../../invariant.js';
import { granted } from '../../request-judges.js';
import { conditionOf, phaseOf, quoted } from '../../views.js';

/** Judge of `kubevirt/life/pause-stops-the-guest`. */
export const pauseStopsTheGuest: Invariant = {
  requirement: 'kubevirt/life/pause-stops-the-guest',
  judge(evidence, say) {
    for (const { event } of granted(evidence, 'pause')) {
      const { status, next } = event.decision;
      const holds = next === 'pause' && conditionOf(status, 'Paused')?.status === 'True' && phaseOf(status) === 'Running';
      say.check(holds, event, () => `${event.guest} was paused; next step ${next}, shown as ${quoted(status)}`);
    }
  },
};

/**
 * Checks: the phase after a guest has stopped.
 * Does not check: deleted guests after they are gone.
 * Source: KubeVirt user guide, "VirtualMachineInstance life cycle"; staging/src/kubevirt.io/api/core/v1/types.go (phases);
 * KubeVirt v1.9 pkg/virt-controller/watch/node/node.go
 */

import type { Invariant } from '../../invariant.js';
import { look, phaseOf, quoted } from '../../views.js';

/** Judge of `kubevirt/life/stopped-guest-is-final`. */
export const stoppedGuestIsFinal: Invariant = {
  requirement: 'kubevirt/life/stopped-guest-is-final',
  judge(evidence, say) {
    for (const { event } of look(evidence).happenings) {
      if (event.happening.what !== 'stopped') continue;
      const phase = phaseOf(event.decision.status);
      const holds = phase === 'Failed' || (phase === 'Succeeded' && event.happening.by !== 'host-reboot');
      const { by } = event.happening;
      say.check(holds, event, () => `${event.guest} was stopped (${by}) but is shown as ${quoted(phase)}`);
    }
  },
};

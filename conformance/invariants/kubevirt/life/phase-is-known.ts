/**
 * Checks: the phase is Pending, Scheduling, Scheduled, Running, Succeeded or Failed.
 * Does not check: which one; phases of migration targets.
 * Source: KubeVirt user guide, "VirtualMachineInstance life cycle"; staging/src/kubevirt.io/api/core/v1/types.go (phases)
 */

import type { Invariant } from '../../invariant.js';
import { look, phaseOf, phaseRank, quoted } from '../../views.js';

/** Judge of `kubevirt/life/phase-is-known`. */
export const phaseIsKnown: Invariant = {
  requirement: 'kubevirt/life/phase-is-known',
  judge(evidence, say) {
    for (const { event } of look(evidence).happenings) {
      const phase = phaseOf(event.decision.status);
      say.check(
        phase !== undefined && phase in phaseRank,
        event,
        () => `${event.guest} is shown in the phase ${quoted(phase)}, which KubeVirt does not have`,
      );
    }
  },
};

/**
 * Checks: no happening within the same life changes a final phase.
 * Does not check: a new life after a restart.
 * Source: KubeVirt user guide, "VirtualMachineInstance life cycle"; staging/src/kubevirt.io/api/core/v1/types.go (phases)
 */

import type { Invariant } from '../../invariant.js';
import { look, phaseOf, quoted } from '../../views.js';

/** Judge of `kubevirt/life/finished-stays-finished`. */
export const finishedStaysFinished: Invariant = {
  requirement: 'kubevirt/life/finished-stays-finished',
  judge(evidence, say) {
    for (const { event, before } of look(evidence).happenings) {
      const [earlier, phase] = [phaseOf(before), phaseOf(event.decision.status)];
      if (earlier !== 'Succeeded' && earlier !== 'Failed') continue;
      say.check(
        phase === earlier,
        event,
        () => `${event.guest} had ${earlier} and became ${quoted(phase)} after ${event.happening.what}`,
      );
    }
  },
};

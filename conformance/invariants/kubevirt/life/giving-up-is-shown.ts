/**
 * Checks: after a failed rendering or start, the next step is give-up exactly when the phase is Failed.
 * Does not check: which failures are permanent.
 * Source: KubeVirt user guide, "VirtualMachineInstance life cycle"; staging/src/kubevirt.io/api/core/v1/types.go (phases)
 */

import type { Invariant } from '../../invariant.js';
import { look, phaseOf, quoted } from '../../views.js';

/** Judge of `kubevirt/life/giving-up-is-shown`. */
export const givingUpIsShown: Invariant = {
  requirement: 'kubevirt/life/giving-up-is-shown',
  judge(evidence, say) {
    for (const { event } of look(evidence).happenings) {
      const { happening, decision } = event;
      if (happening.what !== 'not-rendered' && happening.what !== 'not-started') continue;
      const phase = phaseOf(decision.status);
      const holds = (decision.next === 'give-up') === (phase === 'Failed');
      say.check(holds, event, () => `${event.guest} is shown as ${quoted(phase)}, but the next step is ${decision.next}`);
    }
  },
};

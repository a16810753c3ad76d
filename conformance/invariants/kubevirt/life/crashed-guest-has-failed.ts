/**
 * Checks: phase Failed after a crash.
 * Does not check: guests that are made anew: that is a new life.
 * Source: KubeVirt v1.9 pkg/virt-handler/vm.go (calculateVmPhaseForStatusReason)
 */

import type { Invariant } from '../../invariant.js';
import { isFinal } from '../../life-judges.js';
import { look, phaseOf, quoted } from '../../views.js';

/** Judge of `kubevirt/life/crashed-guest-has-failed`. */
export const crashedGuestHasFailed: Invariant = {
  requirement: 'kubevirt/life/crashed-guest-has-failed',
  judge(evidence, say) {
    for (const { event, before } of look(evidence).happenings) {
      const { happening, decision } = event;
      if (happening.what !== 'stopped' || happening.by !== 'crash' || isFinal(before)) continue;
      const phase = phaseOf(decision.status);
      say.check(phase === 'Failed', event, () => `the hypervisor of ${event.guest} died, but it is shown as ${quoted(phase)}`);
    }
  },
};

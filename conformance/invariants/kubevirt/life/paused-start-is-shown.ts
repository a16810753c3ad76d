/**
 * Checks: the condition Paused has the status "True" after a paused start.
 * Does not check: its reason; unpausing.
 * Source: KubeVirt v1.9 pkg/virt-handler/vm.go (Paused condition, reason PausedByUser)
 */

import type { Invariant } from '../../invariant.js';
import { conditionOf, look, quoted } from '../../views.js';

/** Judge of `kubevirt/life/paused-start-is-shown`. */
export const pausedStartIsShown: Invariant = {
  requirement: 'kubevirt/life/paused-start-is-shown',
  judge(evidence, say) {
    for (const { event } of look(evidence).happenings) {
      const { happening, decision } = event;
      if (happening.what !== 'started' || !happening.paused) continue;
      const status = conditionOf(decision.status, 'Paused')?.status;
      say.check(status === 'True', event, () => `${event.guest} started paused but its condition Paused is ${quoted(status)}`);
    }
  },
};

/**
 * Checks: phase Scheduling and condition PodScheduled False with reason Unschedulable and the scheduler's message.
 * Does not check: the message itself (kubevirt/scheduling).
 * Source: KubeVirt v1.9 pkg/virt-controller/watch/vmi/lifecycle.go (PodScheduled condition copied from the pod)
 */

import type { Invariant } from '../../invariant.js';
import { conditionOf, look, phaseOf } from '../../views.js';

/** Judge of `kubevirt/life/unschedulable-is-shown`. */
export const unschedulableIsShown: Invariant = {
  requirement: 'kubevirt/life/unschedulable-is-shown',
  judge(evidence, say) {
    for (const { event } of look(evidence).happenings) {
      const { happening, decision } = event;
      if (happening.what !== 'not-placed') continue;
      const condition = conditionOf(decision.status, 'PodScheduled');
      const told =
        condition?.status === 'False' && condition.reason === 'Unschedulable' && condition.message === happening.message;
      say.check(
        told && phaseOf(decision.status) === 'Scheduling',
        event,
        () => `${event.guest} fits nowhere, but is shown as ${JSON.stringify(decision.status)}`,
      );
    }
  },
};

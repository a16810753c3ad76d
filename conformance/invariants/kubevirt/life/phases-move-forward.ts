/**
 * Checks: Pending, Scheduling, Scheduled, Running and the final phases follow each other in this order; some may be skipped.
 * Does not check: the first phase of a life; guests on the way to another host.
 * Source: KubeVirt user guide, "VirtualMachineInstance life cycle"; staging/src/kubevirt.io/api/core/v1/types.go (phases)
 */

import type { Invariant } from '../../invariant.js';
import { look, phaseOf, phaseRank } from '../../views.js';

/** Judge of `kubevirt/life/phases-move-forward`. */
export const phasesMoveForward: Invariant = {
  requirement: 'kubevirt/life/phases-move-forward',
  judge(evidence, say) {
    for (const { event, before } of look(evidence).happenings) {
      const [earlier, phase] = [phaseOf(before) ?? '', phaseOf(event.decision.status) ?? ''];
      const [from, to] = [phaseRank[earlier], phaseRank[phase]];
      if (from === undefined || to === undefined) continue;
      say.check(to >= from, event, () => `${event.guest} went from ${earlier} back to ${phase} after ${event.happening.what}`);
    }
  },
};

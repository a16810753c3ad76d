/**
 * Checks: an event Started with the exact text.
 * Does not check: other events of a life.
 * Source: KubeVirt v1.9 pkg/virt-handler/vm.go (recordPhaseChangeEvent)
 */

import type { Invariant } from '../../invariant.js';
import { saysEvent } from '../../life-judges.js';
import { happenings, phaseOf, quoted } from '../../views.js';

/** Judge of `kubevirt/life/start-is-told`. */
export const startIsTold: Invariant = {
  requirement: 'kubevirt/life/start-is-told',
  judge(evidence, say) {
    for (const { event, before } of happenings(evidence, 'started')) {
      if (phaseOf(before) === 'Running') continue;
      const message = 'VirtualMachineInstance started.';
      say.check(saysEvent(event, 'Started', message), event, () => `${event.guest}: no event ${quoted(message)}`);
    }
  },
};

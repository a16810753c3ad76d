/**
 * Checks: the next step after a deletion request for a Scheduled or Running guest is stop.
 * Does not check: guests without a host; grace periods.
 * Source: KubeVirt v1.9 pkg/virt-handler/vm.go (processVmDelete)
 */

import type { Invariant } from '../../invariant.js';
import { happenings, phaseOf } from '../../views.js';

/** Judge of `kubevirt/life/deletion-stops-the-guest`. */
export const deletionStopsTheGuest: Invariant = {
  requirement: 'kubevirt/life/deletion-stops-the-guest',
  judge(evidence, say) {
    for (const { event, before } of happenings(evidence, 'deletion-asked')) {
      const phase = phaseOf(before);
      if (phase !== 'Running' && phase !== 'Scheduled') continue;
      say.check(
        event.decision.next === 'stop',
        event,
        () => `${event.guest} (${phase}) was deleted, but the next step is ${event.decision.next}`,
      );
    }
  },
};

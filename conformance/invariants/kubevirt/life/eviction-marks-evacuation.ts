/**
 * Checks: status.evacuationNodeName is the node the guest is on.
 * Does not check: who then moves it.
 * Source: KubeVirt v1.9 pkg/virt-api/webhooks/validating-webhook/admitters/pod-eviction-admitter.go (markVMI)
 */

import type { Invariant } from '../../invariant.js';
import { happenings, phaseOf, quoted } from '../../views.js';

/** Judge of `kubevirt/life/eviction-marks-evacuation`. */
export const evictionMarksEvacuation: Invariant = {
  requirement: 'kubevirt/life/eviction-marks-evacuation',
  judge(evidence, say) {
    for (const { event, vmi, before } of happenings(evidence, 'eviction-asked')) {
      if (vmi?.evictionStrategy !== 'External' || phaseOf(before) !== 'Running') continue;
      const { evacuationNodeName, nodeName } = event.decision.status;
      const holds = nodeName !== undefined && evacuationNodeName === nodeName;
      say.check(
        holds,
        event,
        () => `${event.guest} is to leave ${quoted(nodeName)}, but is marked for ${quoted(evacuationNodeName)}`,
      );
    }
  },
};

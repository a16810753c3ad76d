/**
 * Checks: the guest stays in its phase and is not given up.
 * Does not check: guests whose pods are gone (lost-node-is-named).
 * Source: KubeVirt v1.9 pkg/virt-controller/watch/node/node.go (filterStuckVirtualMachinesWithoutPods)
 */

import type { Invariant } from '../../invariant.js';
import { happenings, phaseOf, quoted } from '../../views.js';

/** Judge of `kubevirt/life/silent-agent-fails-no-living-guest`. */
export const silentAgentFailsNoLivingGuest: Invariant = {
  requirement: 'kubevirt/life/silent-agent-fails-no-living-guest',
  judge(evidence, say) {
    for (const { event, before } of happenings(evidence, 'agent-silent')) {
      const [was, is] = [phaseOf(before), phaseOf(event.decision.status)];
      const holds = was === is && event.decision.next === 'nothing';
      say.check(
        holds,
        event,
        () => `${event.guest} (${quoted(was)}) lives, but became ${quoted(is)}; next step ${event.decision.next}`,
      );
    }
  },
};

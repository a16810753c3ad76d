/**
 * Checks: after a restart of the kubelet every device is offered again that was offered before and works still, as many as before.
 * Does not check: whether the right ones were offered before.
 * Source: Kubernetes device plugin API v1beta1 (a restarted kubelet removes all sockets, and plugins must register again);
 * kubevirt#18807
 */

import type { Invariant } from '../../invariant.js';
import { agentActs } from '../../resource-judges.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/resources/kubelet-restart-registers-again`. */
export const kubeletRestartRegistersAgain: Invariant = {
  requirement: 'kubevirt/resources/kubelet-restart-registers-again',
  judge(evidence, say) {
    for (const { event, previous, expectedResources } of look(evidence).labellings) {
      if (event.happening !== 'kubelet-restarted' || previous === undefined || !agentActs(previous.event)) continue;
      const { resources } = event.decision;
      const before = previous.event.decision.resources;
      const works = Object.keys(before).filter((resource) => expectedResources[resource] !== 0);
      const lost = works.find((resource) => resources[resource] !== before[resource]) ?? '';
      say.check(
        lost === '',
        event,
        () => `the kubelet of ${event.host} began anew, and ${resources[lost] ?? 0} ${lost} registered, ${before[lost]} before`,
      );
    }
  },
};

/**
 * Checks: an agent that ends in an orderly way leaves nothing that can be allocated.
 * Does not check: capacity, which the kubelet keeps for some minutes.
 * Source: KubeVirt v1.9 pkg/virt-handler/device-manager/device_plugin_base.go (ListAndWatch sends an empty list);
 * kubevirt@371729a280
 */

import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/resources/ending-agent-withdraws-devices`. */
export const endingAgentWithdrawsDevices: Invariant = {
  requirement: 'kubevirt/resources/ending-agent-withdraws-devices',
  judge(evidence, say) {
    for (const { event } of look(evidence).labellings) {
      if (event.happening !== 'agent-stopping') continue;
      const { resources } = event.decision;
      const left = Object.keys(resources).find((resource) => (resources[resource] ?? 0) > 0);
      say.check(
        left === undefined,
        event,
        () => `the agent of ${event.host} ends, but ${resources[left ?? '']} ${left} stay allocatable`,
      );
    }
  },
};

/**
 * Checks: while misc.capacity cannot be read, an agent that counted key IDs before offers as many as before.
 * Does not check: agents that come up while it cannot be read (hidden-capacity-offers-nothing); a file that can be read, but has
 * gone stale.
 * Source: VEP #80, "the node registers its available key ID resources"; Linux kernel/cgroup/misc.c: a capacity is set
 * once, when the module is loaded; KubeVirt v1.9 pkg/virt-handler/device-manager/device_controller.go stops the plugin on
 * any such error
 */

import { keyPools } from '../../../../sim/contracts/protection.js';
import { capacityFile } from '../../../model/expected-node.js';
import { keyResourceOf } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { agentActs } from '../../resource-judges.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/resources/unreadable-capacity-keeps-count`. */
export const unreadableCapacityKeepsCount: Invariant = {
  requirement: 'kubevirt/resources/unreadable-capacity-keeps-count',
  judge(evidence, say) {
    for (const { event, previous, expectedResources, capacityIsStale } of look(evidence).labellings) {
      if (!agentActs(event) || capacityIsStale || event.spoiled?.includes(capacityFile) !== true) continue;
      for (const pool of keyPools) {
        const resource = keyResourceOf[pool];
        const before = previous?.event.decision.resources[resource] ?? 0;
        const offered = event.decision.resources[resource] ?? 0;
        if (before === 0 || !((expectedResources[resource] ?? 0) > 0)) continue;
        say.check(
          offered === before,
          event,
          () => `${event.host} cannot read misc.capacity for a moment and offers ${offered} ${resource}, ${before} before`,
        );
      }
    }
  },
};

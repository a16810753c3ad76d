/**
 * Checks: with an open gate, a key-ID resource is absent or 0 where the kernel registered none or the agent sees no
 * misc.capacity.
 * Does not check: closed gates.
 * Source: VEP #80, "the node registers its available key ID resources … This is applicable to both TDX and SNP and the
 * available resources are available under /sys/fs/cgroup/misc.capacity"; a private cgroup namespace has no misc.capacity
 * (kubevirtci#1745)
 */

import { keyPools } from '../../../../sim/contracts/protection.js';
import { gateIsOpen, sevGate, tdxGate } from '../../../model/cluster-config.js';
import { keyResourceOf } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/resources/hidden-capacity-offers-nothing`. */
export const hiddenCapacityOffersNothing: Invariant = {
  requirement: 'kubevirt/resources/hidden-capacity-offers-nothing',
  judge(evidence, say) {
    for (const { event, config, expectedResources } of look(evidence).labellings) {
      for (const pool of keyPools) {
        const resource = keyResourceOf[pool];
        if (!gateIsOpen(config, pool === 'tdx' ? tdxGate : sevGate) || expectedResources[resource] !== 0) continue;
        const offered = event.decision.resources[resource] ?? 0;
        say.check(
          offered === 0,
          event,
          () => `${event.host} offers ${offered} ${resource}, but its agent sees no "${pool}" capacity`,
        );
      }
    }
  },
};

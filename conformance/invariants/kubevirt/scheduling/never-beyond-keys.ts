/**
 * Checks: before each placement, fewer guests of the pool are bound to the chosen host than the kernel has capacity for.
 * Does not check: key IDs taken behind the control plane's back, which it cannot see; nodes that lag,
 * where the kubelet has the last word.
 * Source: VEP #80, "The scheduler consumes one key ID for each CVM", "The number of key IDs is limited per node"
 */

import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/scheduling/never-beyond-keys`. */
export const neverBeyondKeys: Invariant = {
  requirement: 'kubevirt/scheduling/never-beyond-keys',
  judge(evidence, say) {
    for (const { event, hosts } of look(evidence).placements) {
      const { decision, protection } = event;
      if (!decision.placed || protection === 'none') continue;
      const host = hosts.find(({ name }) => name === decision.host);
      if (host === undefined || host.lagging) continue;
      const { bound, capacity } = host;
      say.check(
        bound < capacity,
        event,
        () => `${event.guest} (${protection}) is guest ${bound + 1} on ${host.name}, which has ${capacity} key IDs for its kind`,
      );
    }
  },
};

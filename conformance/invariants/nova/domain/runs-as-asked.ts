/**
 * Checks: what the hypervisor really gave is what flavor and image ask for.
 * Does not check: guests that do not start.
 * Source: Nova specification "libvirt: AMD SEV-ES", use case 1; derived: requested, described and running are the same
 */

import type { Invariant } from '../../invariant.js';
import { lookAtGuests } from '../../nova-guest-views.js';

/** Judge of `nova/domain/runs-as-asked`. */
export const novaDomainRunsAsAsked: Invariant = {
  requirement: 'nova/domain/runs-as-asked',
  judge(evidence, say) {
    for (const { event, rendering } of lookAtGuests(evidence).starts) {
      const wanted = rendering?.asked.protection;
      if (!event.result.started || wanted === undefined) continue;
      const { protection } = event.result;
      say.check(protection === wanted, event, () => `${event.guest} asks for ${wanted} and runs with ${protection}`);
    }
  },
};

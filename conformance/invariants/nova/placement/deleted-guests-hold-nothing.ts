/**
 * Checks: where no guest is left in the end, nothing is used of any host.
 * Does not check: cases with guests left; cases in which several things happen at once.
 * Source: Nova specification "libvirt: AMD SEV", "Proposed change"; Nova 34.0.0 nova/compute/manager.py (_delete_instance)
 */

import type { Invariant } from '../../invariant.js';
import { lookAtNova } from '../../nova-views.js';

/** Judge of `nova/placement/deleted-guests-hold-nothing`. */
export const novaPlacementDeletedGuestsHoldNothing: Invariant = {
  requirement: 'nova/placement/deleted-guests-hold-nothing',
  judge(evidence, say) {
    const everDeleted = evidence.case.commands.some((command) => command.do === 'delete');
    if (!everDeleted || evidence.end.guests.length > 0 || evidence.case.interleaving !== undefined) return;
    for (const [name, { used }] of Object.entries(evidence.end.hosts)) {
      const left = Object.entries(used).find(([, amount]) => amount !== 0);
      say.check(
        left === undefined,
        lookAtNova(evidence).end,
        () => `${left?.[1]} of ${left?.[0]} on ${name} are used, but there is no guest`,
      );
    }
  },
};

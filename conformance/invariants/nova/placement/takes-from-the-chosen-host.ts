/**
 * Checks: every unit a placed guest takes is of a provider and class in the tree of the chosen host.
 * Does not check: whether there is room (never-over-capacity).
 * Source: placement doc/source/user/provider-tree.rst: an allocation request is of one tree
 */

import type { Invariant } from '../../invariant.js';
import { placed, unitsOfTree } from '../../nova-placement-judges.js';

/** Judge of `nova/placement/takes-from-the-chosen-host`. */
export const novaPlacementTakesFromTheChosenHost: Invariant = {
  requirement: 'nova/placement/takes-from-the-chosen-host',
  judge(evidence, say) {
    for (const { event, host, units } of placed(evidence)) {
      const there = unitsOfTree(host);
      const strange = Object.keys(units).find((unit) => !there.has(unit));
      say.check(
        strange === undefined,
        event,
        () => `${event.guest} goes to ${host.name} and takes ${strange}, which is not there`,
      );
    }
  },
};

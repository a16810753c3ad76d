/**
 * Checks: no forbidden trait of the request is on a provider of the chosen host that gives the guest something.
 * Does not check: traits of providers that give nothing.
 * Source: placement placement/objects/allocation_candidate.py (_check_traits_for_alloc_request), nova@c088856c8c (LP
 * 1821824): a group with nothing but forbidden traits was dropped as empty
 */

import type { Invariant } from '../../invariant.js';
import { placed, traitsOfGivers } from '../../nova-placement-judges.js';

/** Judge of `nova/placement/givers-have-no-forbidden-trait`. */
export const novaPlacementGiversHaveNoForbiddenTrait: Invariant = {
  requirement: 'nova/placement/givers-have-no-forbidden-trait',
  judge(evidence, say) {
    for (const { event, host, units } of placed(evidence)) {
      const traits = traitsOfGivers(host, units);
      const found = event.claim.forbidden?.find((trait) => traits.has(trait));
      say.check(found === undefined, event, () => `${event.guest} went to ${host.name}, which has the forbidden trait ${found}`);
    }
  },
};

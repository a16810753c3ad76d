/**
 * Checks: every required trait of the request is on some provider of the chosen host that gives the guest something.
 * Does not check: traits of providers that give nothing: they do not count.
 * Source: placement placement/objects/allocation_candidate.py (_check_traits_for_alloc_request), nova@0a6b567688 (LP
 * 1771707)
 */

import type { Invariant } from '../../invariant.js';
import { placed, traitsOfGivers } from '../../nova-placement-judges.js';

/** Judge of `nova/placement/givers-have-the-traits`. */
export const novaPlacementGiversHaveTheTraits: Invariant = {
  requirement: 'nova/placement/givers-have-the-traits',
  judge(evidence, say) {
    for (const { event, host, units } of placed(evidence)) {
      const traits = traitsOfGivers(host, units);
      const missing = event.claim.required?.find((trait) => !traits.has(trait));
      say.check(
        missing === undefined,
        event,
        () => `${event.guest} went to ${host.name}, where nothing it takes has the trait ${missing}`,
      );
    }
  },
};

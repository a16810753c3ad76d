/**
 * Checks: the units a placed guest takes, summed by resource class, are those of its request.
 * Does not check: of which providers.
 * Source: placement placement/handlers/allocation_candidate.py
 */

import type { Invariant } from '../../invariant.js';
import { placed, sumsByClass } from '../../nova-placement-judges.js';

/** Judge of `nova/placement/takes-what-was-asked-for`. */
export const novaPlacementTakesWhatWasAskedFor: Invariant = {
  requirement: 'nova/placement/takes-what-was-asked-for',
  judge(evidence, say) {
    for (const { event, units } of placed(evidence)) {
      const taken = sumsByClass(units);
      const wanted = event.claim.resources;
      const wrong = [...new Set([...Object.keys(wanted), ...taken.keys()])].find(
        (each) => (wanted[each] ?? 0) !== (taken.get(each) ?? 0),
      );
      say.check(
        wrong === undefined,
        event,
        () => `${event.guest} takes ${taken.get(wrong ?? '') ?? 0} ${wrong}, asked for ${wanted[wrong ?? ''] ?? 0}`,
      );
    }
  },
};

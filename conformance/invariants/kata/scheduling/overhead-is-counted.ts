/**
 * Checks: overhead bytes of the claim.
 * Does not check: CPUs.
 * Source: Kubernetes "Pod Overhead"
 */
import { hasOverhead } from '../../../model/kata-names.js';
import type { Invariant } from '../../invariant.js';
import { lookAtKata } from '../../kata-views.js';

/** Judge of `kata/scheduling/overhead-is-counted`. */
export const kataSchedulingOverheadIsCounted: Invariant = {
  requirement: 'kata/scheduling/overhead-is-counted',
  judge(evidence, say) {
    for (const { event, guest } of lookAtKata(evidence).placements) {
      const wanted = hasOverhead(guest.config) ? guest.class.memoryBytes : 0;
      const { overheadBytes } = event.claim;
      say.check(
        overheadBytes === wanted,
        event,
        () => `${event.guest} has ${overheadBytes} bytes of overhead, expected ${wanted}`,
      );
    }
  },
};

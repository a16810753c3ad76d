/**
 * Checks: a granted unshelve is followed by a placement exactly when the server was offloaded.
 * Does not check: whether there is a host.
 * Source: Nova nova/compute/api.py (unshelve); nova/conductor/manager.py (unshelve_instance)
 */

import type { Invariant } from '../../invariant.js';
import { firstOf, novaDecision, novaGranted, novaSequel } from '../../nova-life-judges.js';
import { mayBeOvertaken } from '../../views.js';

/** Judge of `nova/life/unshelve-claims-anew`. */
export const novaLifeUnshelveClaimsAnew: Invariant = {
  requirement: 'nova/life/unshelve-claims-anew',
  judge(evidence, say) {
    for (const requested of novaGranted(evidence, 'unshelve')) {
      const { event, state, host } = requested;
      const placed = firstOf(novaSequel(evidence, requested), 'place') !== undefined;
      if (mayBeOvertaken(evidence)) continue;
      const wanted = state === 'shelved_offloaded' && host === undefined;
      say.check(placed === wanted, event, () => `${event.guest} was ${state}; placed again: ${placed}; ${novaDecision(event)}`);
    }
  },
};

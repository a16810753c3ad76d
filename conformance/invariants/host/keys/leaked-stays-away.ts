/**
 * Checks: no started guest has a key ID that was leaked since the host booted.
 * Does not check: key IDs lost by the fault key-leak, which nobody can name.
 * Source: Linux arch/x86/kvm/svm/sev.c (snp_decommission_context); Linux arch/x86/kvm/vmx/tdx.c ("HKID %d is leaked")
 */

import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `host/keys/leaked-stays-away`. */
export const keysLeakedStaysAway: Invariant = {
  requirement: 'host/keys/leaked-stays-away',
  judge(evidence, say) {
    for (const { event, given } of look(evidence).starts) {
      const { result } = event;
      if (given === undefined || !result.started) continue;
      say.check(
        given.was !== 'leaked',
        event,
        () => `${event.guest} was given key ID ${result.keyId} on ${event.host}, which was leaked`,
      );
    }
  },
};

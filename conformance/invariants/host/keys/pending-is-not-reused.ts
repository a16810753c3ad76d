/**
 * Checks: no started guest has a key ID that waited for a flush while a free one was there.
 * Does not check: which id it is otherwise (lowest-free-id); hosts that lost a key ID nobody can name.
 * Source: Linux arch/x86/kvm/svm/sev.c (sev_asid_free, __sev_recycle_asids)
 */

import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `host/keys/pending-is-not-reused`. */
export const keysPendingIsNotReused: Invariant = {
  requirement: 'host/keys/pending-is-not-reused',
  judge(evidence, say) {
    for (const { event, given } of look(evidence).starts) {
      const { result } = event;
      if (given === undefined || !result.started) continue;
      say.check(
        given.was !== 'pending',
        event,
        () => `${event.guest} was given key ID ${result.keyId} on ${event.host}, which waits for a flush`,
      );
    }
  },
};

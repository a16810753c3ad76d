/**
 * Checks: each started guest has the lowest free id of its range; where none was free, the lowest after the waiting ones of all ranges were flushed.
 * Does not check: ids that were not free at all (id-is-unique, pending-is-not-reused, leaked-stays-away).
 * Source: Linux arch/x86/kvm/svm/sev.c (find_next_zero_bit over the range); Linux arch/x86/virt/vmx/tdx/tdx.c (ida_alloc_range)
 */

import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `host/keys/lowest-free-id`. */
export const keysLowestFreeId: Invariant = {
  requirement: 'host/keys/lowest-free-id',
  judge(evidence, say) {
    for (const { event, given } of look(evidence).starts) {
      const { result } = event;
      if (given === undefined || !result.started || given.was !== 'free' || given.lowest === undefined) continue;
      say.check(
        result.keyId === given.lowest,
        event,
        () => `${event.guest} was given key ID ${result.keyId} on ${event.host}, but ${given.lowest} is the lowest free one`,
      );
    }
  },
};

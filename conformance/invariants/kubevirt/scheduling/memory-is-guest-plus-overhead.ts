/**
 * Checks: memoryBytes of the claim is the guest memory of the request plus overheadBytes.
 * Does not check: the overhead itself (memory-overhead); memory overcommit.
 * Source: KubeVirt v1.9 pkg/virt-controller/services/renderresources.go
 */

import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/scheduling/memory-is-guest-plus-overhead`. */
export const memoryIsGuestPlusOverhead: Invariant = {
  requirement: 'kubevirt/scheduling/memory-is-guest-plus-overhead',
  judge(evidence, say) {
    for (const { event, vmi } of look(evidence).placements) {
      if (vmi.unusualMemory) continue;
      const { memoryBytes, overheadBytes } = event.claim;
      const expected = vmi.guestMemoryBytes + overheadBytes;
      say.check(memoryBytes === expected, event, () => `${event.guest} claims ${memoryBytes} bytes, expected ${expected}`);
    }
  },
};

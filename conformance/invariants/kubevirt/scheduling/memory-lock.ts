/**
 * Checks: memoryLock is unlimited for guests whose memory must stay in place, and left alone for all others.
 * Does not check: whether the launcher really sets the limit.
 * Source: KubeVirt main pkg/hypervisor/kvm/runtime.go (AdjustResources), kubevirt@d951a72249; Linux arch/x86/kvm/svm/sev.c
 */

import { memoryStaysInPlace } from '../../../model/memory-lock.js';
import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/scheduling/memory-lock`. */
export const memoryLockIsRight: Invariant = {
  requirement: 'kubevirt/scheduling/memory-lock',
  judge(evidence, say) {
    for (const { event, vmi } of look(evidence).placements) {
      const expected = memoryStaysInPlace(vmi) ? 'unlimited' : undefined;
      const found = event.claim.memoryLock;
      say.check(
        found === expected,
        event,
        () => `QEMU of ${event.guest} (${event.protection}) may lock ${quoted(found)}, expected ${quoted(expected)}`,
      );
    }
  },
};

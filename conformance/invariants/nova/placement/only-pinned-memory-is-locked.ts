/**
 * Checks: when a guest is placed for the first time, its memory lock is unlimited for SEV and SEV-ES, and for others only
 * where flavor or image ask for locked memory.
 * Does not check: later placements, of guests that may have changed.
 * Source: Nova 34.0.0 nova/virt/hardware.py (get_locked_memory_constraint): SEV and SEV-ES need it, SEV-SNP and TDX do not
 */

import { wantsLockedMemory } from '../../../model/nova-needs.js';
import type { Invariant } from '../../invariant.js';
import { lookAtNova } from '../../nova-views.js';

/** Judge of `nova/placement/only-pinned-memory-is-locked`. */
export const novaPlacementOnlyPinnedMemoryIsLocked: Invariant = {
  requirement: 'nova/placement/only-pinned-memory-is-locked',
  judge(evidence, say) {
    const seen = new Set<string>();
    for (const { event, object } of lookAtNova(evidence).placements) {
      if (seen.has(event.guest)) continue;
      seen.add(event.guest);
      const { protection, claim } = event;
      const locked = protection === 'sev' || protection === 'sev-es' || wantsLockedMemory(object);
      say.check(
        (claim.memoryLock === 'unlimited') === locked,
        event,
        () =>
          `${event.guest} (${protection}) may lock ${claim.memoryLock ?? 'no'} memory, expected ${locked ? 'unlimited' : 'no'} memory`,
      );
    }
  },
};

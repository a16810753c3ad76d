/**
 * Checks: memoryBacking has locked exactly when flavor or image ask for locked memory.
 * Does not check: documents that cannot be read.
 * Source: Nova specification "libvirt: AMD SEV-SNP" (no locked memory); nova/virt/hardware.py (get_locked_memory_constraint)
 */

import type { Invariant } from '../../invariant.js';
import { novaValue } from '../../nova-domain-judges.js';

/** Judge of `nova/domain/memory-is-locked-only-for-a-reason`. */
export const novaDomainMemoryIsLockedOnlyForAReason: Invariant = novaValue('nova/domain/memory-is-locked-only-for-a-reason', {
  of: ['none', 'snp', 'tdx'],
  what: 'locked memory',
  found: ({ document }) => String(document.locked),
  expected: ({ asked }) => String(asked.lockedMemory),
});

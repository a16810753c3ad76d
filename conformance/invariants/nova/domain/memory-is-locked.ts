/**
 * Checks: memoryBacking has locked.
 * Does not check: documents that cannot be read.
 * Source: Nova specification "libvirt: AMD SEV" (Train), "locked"; Nova nova/virt/libvirt/driver.py (_get_guest_memory_backing_config)
 */

import type { Invariant } from '../../invariant.js';
import { novaShape } from '../../nova-domain-judges.js';

/** Judge of `nova/domain/memory-is-locked`. */
export const novaDomainMemoryIsLocked: Invariant = novaShape('nova/domain/memory-is-locked', {
  of: ['sev', 'sev-es'],
  holds: ({ document }) => document.locked,
  wrong: () => 'has no locked memory',
});

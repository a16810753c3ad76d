/**
 * Checks: memory, in KiB, is the flavor's ram.
 * Does not check: documents that cannot be read.
 * Source: Nova nova/virt/libvirt/driver.py (_get_guest_config); api-ref flavors.inc, "ram"
 */

import type { Invariant } from '../../invariant.js';
import { everyone, novaValue } from '../../nova-domain-judges.js';

/** Judge of `nova/domain/memory-as-asked`. */
export const novaDomainMemoryAsAsked: Invariant = novaValue('nova/domain/memory-as-asked', {
  of: everyone,
  where: ({ asked }) => asked.memoryMib !== undefined,
  what: 'memory',
  found: ({ document }) => String(document.memoryKib),
  expected: ({ asked }) => String((asked.memoryMib ?? 0) * 1024),
});

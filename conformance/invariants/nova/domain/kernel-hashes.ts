/**
 * Checks: launchSecurity/@kernelHashes is yes with a kernel_id and no without.
 * Does not check: documents that cannot be read.
 * Source: Nova nova/virt/libvirt/driver.py (_get_guest_memory_encryption_config)
 */

import type { Invariant } from '../../invariant.js';
import { novaValue } from '../../nova-domain-judges.js';

/** Judge of `nova/domain/kernel-hashes`. */
export const novaDomainKernelHashes: Invariant = novaValue('nova/domain/kernel-hashes', {
  of: ['snp'],
  what: 'kernelHashes',
  found: ({ document }) => document.launchSecurity?.attributes.kernelHashes,
  expected: ({ asked }) => (asked.properties.kernel_id === undefined ? 'no' : 'yes'),
});

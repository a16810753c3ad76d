/**
 * Checks: features has no vmcoreinfo.
 * Does not check: documents that cannot be read.
 * Source: Nova nova/virt/libvirt/driver.py (vmcoreinfo only for guests whose memory can be read); LP 2117170
 */

import type { Invariant } from '../../invariant.js';
import { encrypted, novaShape } from '../../nova-domain-judges.js';

/** Judge of `nova/domain/no-memory-dump-for-encrypted`. */
export const novaDomainNoMemoryDumpForEncrypted: Invariant = novaShape('nova/domain/no-memory-dump-for-encrypted', {
  of: encrypted,
  holds: ({ document }) => !document.vmcoreinfo,
  wrong: () => 'has a vmcoreinfo device',
});

/**
 * Checks: no disk of a q35 guest is on ide.
 * Does not check: documents that cannot be read.
 * Source: Nova nova/virt/libvirt/blockinfo.py (get_disk_bus_for_device_type); LP 1831538
 */

import type { Invariant } from '../../invariant.js';
import { everyone, novaShape } from '../../nova-domain-judges.js';

/** Judge of `nova/domain/cdrom-bus-exists`. */
export const novaDomainCdromBusExists: Invariant = novaShape('nova/domain/cdrom-bus-exists', {
  of: everyone,
  where: ({ document }) => document.machine?.includes('q35') === true,
  holds: ({ document }) => document.disks.every(({ bus }) => bus !== 'ide'),
  wrong: () => 'has a drive on an IDE bus that a q35 machine does not have',
});

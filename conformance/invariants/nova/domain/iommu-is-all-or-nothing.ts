/**
 * Checks: driver/@iommu is on for every virtio device, the controllers included, or for none.
 * Does not check: documents that cannot be read.
 * Source: Nova specification "libvirt: AMD SEV" (Train), "iommu"; LP 1845986; QEMU 6.0 sets it itself
 */

import type { Invariant } from '../../invariant.js';
import { novaShape, sevFamily } from '../../nova-domain-judges.js';

/** Judge of `nova/domain/iommu-is-all-or-nothing`. */
export const novaDomainIommuIsAllOrNothing: Invariant = novaShape('nova/domain/iommu-is-all-or-nothing', {
  of: sevFamily,
  holds: ({ document }) => new Set(document.virtio.map(({ iommu }) => iommu ?? 'off')).size <= 1,
  wrong: ({ document }) =>
    `leaves out the IOMMU flag of ${document.virtio
      .filter(({ iommu }) => iommu === undefined)
      .map(({ what }) => what)
      .join(', ')}`,
});

/**
 * Checks: driver/@iommu of disks on the virtio bus.
 * Does not check: disks on other buses.
 * Source: KubeVirt v1.9 pkg/virt-launcher/virtwrap/converter, IOMMU of virtio devices under SEV; libvirt
 * docs/kbase/launch_security_sev.rst, "virtio"
 */

import { iommuJudge } from '../../domain-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/domain/sev-disks-use-iommu`. */
export const sevDisksUseIommu: Invariant = iommuJudge('kubevirt/domain/sev-disks-use-iommu', 'a disk', ({ disks }) =>
  disks.filter(({ kind }) => kind === 'virtio'),
);

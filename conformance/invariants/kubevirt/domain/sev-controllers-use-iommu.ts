/**
 * Checks: driver/@iommu of scsi and virtio-serial controllers.
 * Does not check: USB, PCI and SATA controllers.
 * Source: KubeVirt v1.9 pkg/virt-launcher/virtwrap/converter, IOMMU of virtio devices under SEV; libvirt
 * docs/kbase/launch_security_sev.rst, "virtio"
 */

import { iommuJudge } from '../../domain-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/domain/sev-controllers-use-iommu`. */
export const sevControllersUseIommu: Invariant = iommuJudge(
  'kubevirt/domain/sev-controllers-use-iommu',
  'a controller',
  ({ controllers }) => controllers.filter(({ kind }) => kind === 'scsi' || kind === 'virtio-serial'),
);

/**
 * Checks: driver/@iommu of the vsock.
 * Does not check: other guests.
 * Source: libvirt docs/kbase/launch_security_sev.rst, "virtio"; KubeVirt v1.9 converter/compute/vsock.go forgets it
 */

import { iommuJudge } from '../../domain-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/domain/sev-vsock-uses-iommu`. */
export const sevVsockUsesIommu: Invariant = iommuJudge('kubevirt/domain/sev-vsock-uses-iommu', 'a vsock', ({ vsocks }) => vsocks);

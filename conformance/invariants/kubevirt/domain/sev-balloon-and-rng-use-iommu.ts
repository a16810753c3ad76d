/**
 * Checks: driver/@iommu of memballoon (unless its model is none) and rng.
 * Does not check: other devices.
 * Source: KubeVirt v1.9 pkg/virt-launcher/virtwrap/converter, IOMMU of virtio devices under SEV; libvirt
 * docs/kbase/launch_security_sev.rst, "virtio"
 */

import { iommuJudge } from '../../domain-judges.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/domain/sev-balloon-and-rng-use-iommu`. */
export const sevBalloonAndRngUseIommu: Invariant = iommuJudge(
  'kubevirt/domain/sev-balloon-and-rng-use-iommu',
  'a balloon or rng',
  ({ balloons, rngs }) => [...balloons.filter(({ kind }) => kind !== 'none'), ...rngs],
);

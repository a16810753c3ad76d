/**
 * Checks: driver/@iommu is absent on disks, interfaces, controllers, balloons and random-number devices.
 * Does not check: devices of other kinds.
 * Source: KubeVirt v1.9 pkg/virt-launcher/virtwrap/manager.go (UseLaunchSecuritySEV is false for TDX)
 */

import { isSevFamily } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { documentsOf, quoted } from '../../views.js';

/** Judge of `kubevirt/domain/tdx-uses-no-iommu`. */
export const tdxUsesNoIommu: Invariant = {
  requirement: 'kubevirt/domain/tdx-uses-no-iommu',
  judge(evidence, say) {
    for (const { event, document } of documentsOf(evidence, (protection) => !isSevFamily(protection))) {
      const { disks, interfaces, controllers, balloons, rngs } = document;
      const wrong = [disks, interfaces, controllers, balloons, rngs].flat().find(({ iommu }) => iommu !== undefined);
      say.check(
        wrong === undefined,
        event,
        () => `${event.guest} (${event.protection}) has a device "${wrong?.kind}" with iommu ${quoted(wrong?.iommu)}`,
      );
    }
  },
};

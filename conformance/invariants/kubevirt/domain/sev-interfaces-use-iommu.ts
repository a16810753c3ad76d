/**
 * Checks: driver/@name and driver/@iommu of interfaces whose model is virtio.
 * Does not check: other models.
 * Source: KubeVirt v1.9 pkg/virt-launcher/virtwrap/converter, IOMMU of virtio devices under SEV; libvirt
 * docs/kbase/launch_security_sev.rst, "virtio"
 */

import { isSevFamily } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { documentsOf, quoted } from '../../views.js';

/** Judge of `kubevirt/domain/sev-interfaces-use-iommu`. */
export const sevInterfacesUseIommu: Invariant = {
  requirement: 'kubevirt/domain/sev-interfaces-use-iommu',
  judge(evidence, say) {
    for (const { event, document } of documentsOf(evidence, isSevFamily)) {
      for (const { kind, driverName, iommu } of document.interfaces) {
        if (!kind.startsWith('virtio')) continue;
        const holds = driverName === 'vhost' && iommu === 'on';
        say.check(
          holds,
          event,
          () =>
            `${event.guest} has an interface with driver ${quoted(driverName)} and iommu ${quoted(iommu)}, expected vhost and on`,
        );
      }
    }
  },
};

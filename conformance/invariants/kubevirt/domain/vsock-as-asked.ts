/**
 * Checks: a vsock where the request has one, and none elsewhere.
 * Does not check: its context id; bounce buffers (sev-vsock-uses-iommu).
 * Source: KubeVirt v1.9 pkg/virt-launcher/virtwrap/converter/compute/vsock.go
 */

import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/domain/vsock-as-asked`. */
export const vsockAsAsked: Invariant = {
  requirement: 'kubevirt/domain/vsock-as-asked',
  judge(evidence, say) {
    for (const { event, document, vmi } of look(evidence).documents) {
      const expected = vmi.vsock ? 1 : 0;
      say.check(
        document.vsocks.length === expected,
        event,
        () => `${event.guest} has ${document.vsocks.length} vsock devices, expected ${expected}`,
      );
    }
  },
};

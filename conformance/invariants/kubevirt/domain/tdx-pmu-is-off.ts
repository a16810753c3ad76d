/**
 * Checks: features/pmu/@state is "off".
 * Does not check: other protections (pmu-otherwise-untouched).
 * Source: KubeVirt v1.9 pkg/virt-launcher/virtwrap/converter/compute/hypervisor_features.go; libvirt refuses TDX with the PMU
 * on
 */

import type { Invariant } from '../../invariant.js';
import { documentsOf, quoted } from '../../views.js';

/** Judge of `kubevirt/domain/tdx-pmu-is-off`. */
export const tdxPmuIsOff: Invariant = {
  requirement: 'kubevirt/domain/tdx-pmu-is-off',
  judge(evidence, say) {
    for (const { event, document } of documentsOf(evidence, (protection) => protection === 'tdx')) {
      say.check(document.pmu === 'off', event, () => `${event.guest} has pmu ${quoted(document.pmu)}, expected "off"`);
    }
  },
};

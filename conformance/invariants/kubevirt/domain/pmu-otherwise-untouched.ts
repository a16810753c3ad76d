/**
 * Checks: features/pmu is absent for all other guests.
 * Does not check: TDX guests.
 * Source: KubeVirt v1.9 pkg/virt-launcher/virtwrap/converter/compute/hypervisor_features.go
 */

import type { Invariant } from '../../invariant.js';
import { documentsOf, quoted } from '../../views.js';

/** Judge of `kubevirt/domain/pmu-otherwise-untouched`. */
export const pmuOtherwiseUntouched: Invariant = {
  requirement: 'kubevirt/domain/pmu-otherwise-untouched',
  judge(evidence, say) {
    for (const { event, document } of documentsOf(evidence, (protection) => protection !== 'tdx')) {
      say.check(document.pmu === undefined, event, () => `${event.guest} (${event.protection}) has pmu ${quoted(document.pmu)}`);
    }
  },
};

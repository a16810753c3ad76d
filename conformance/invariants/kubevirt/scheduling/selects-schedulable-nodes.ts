/**
 * Checks: kubevirt.io/schedulable is selected as "true" and kubernetes.io/arch as the request's architecture.
 * Does not check: cross-architecture emulation.
 * Source: KubeVirt v1.9 pkg/virt-controller/services/template.go, nodeselectorrenderer.go
 */

import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/scheduling/selects-schedulable-nodes`. */
export const selectsSchedulableNodes: Invariant = {
  requirement: 'kubevirt/scheduling/selects-schedulable-nodes',
  judge(evidence, say) {
    for (const { event, vmi } of look(evidence).placements) {
      const { selectors } = event.claim;
      const holds = selectors['kubevirt.io/schedulable'] === 'true' && selectors['kubernetes.io/arch'] === vmi.architecture;
      say.check(
        holds,
        event,
        () => `${event.guest} does not select schedulable ${vmi.architecture} nodes: ${JSON.stringify(selectors)}`,
      );
    }
  },
};

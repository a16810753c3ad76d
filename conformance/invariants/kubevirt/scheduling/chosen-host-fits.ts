/**
 * Checks: by what the scheduler was shown, the chosen host matches selectors, resources, memory and number of pods.
 * Does not check: whether what it was shown is true (model-agrees, never-beyond-keys).
 * Source: Kubernetes pkg/scheduler/framework/plugins/nodeaffinity and noderesources
 */

import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/scheduling/chosen-host-fits`. */
export const chosenHostFits: Invariant = {
  requirement: 'kubevirt/scheduling/chosen-host-fits',
  judge(evidence, say) {
    for (const { event, hosts } of look(evidence).placements) {
      const { decision } = event;
      if (!decision.placed) continue;
      const reasons = hosts.find(({ name }) => name === decision.host)?.reasons ?? ['no such host'];
      say.check(
        reasons.length === 0,
        event,
        () => `${event.guest} was placed on ${decision.host}, which does not fit: ${reasons.join(', ')}`,
      );
    }
  },
};

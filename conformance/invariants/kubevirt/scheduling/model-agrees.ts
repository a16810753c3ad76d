/**
 * Checks: placed or not, and where, against a model that counts bound guests itself and knows capacities, labels and devices
 * from the truth.
 * Does not check: which of several possible hosts is chosen; the sizes of memory, which are taken from the claim.
 * Source: VEP #80, "they are scheduled correctly"; the model is this project's own, from Linux, VEP #80 and kube-scheduler
 */

import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/scheduling/model-agrees`. */
export const modelAgrees: Invariant = {
  requirement: 'kubevirt/scheduling/model-agrees',
  judge(evidence, say) {
    for (const { event, hosts } of look(evidence).placements) {
      const { decision } = event;
      const fitting = hosts.filter(({ fits }) => fits).map(({ name }) => name);
      const agrees = decision.placed ? fitting.includes(decision.host) : fitting.length === 0;
      const found = (): string => (decision.placed ? `was placed on ${decision.host}` : 'was not placed');
      say.check(
        agrees,
        event,
        () => `${event.guest} (${event.protection}) ${found()}, but could go to ${fitting.join(', ') || 'no host'}`,
      );
    }
  },
};

/**
 * Checks: granted in the right state: SUSPENDED and power off.
 * Does not check: servers in the wrong state.
 * Source: Nova nova/compute/api.py (suspend, resume)
 */

import type { Invariant } from '../../invariant.js';
import { isTimely, novaDecision, novaRequests } from '../../nova-life-judges.js';

/** Judge of `nova/life/ordinary-servers-are-suspended`. */
export const novaLifeOrdinaryServersAreSuspended: Invariant = {
  requirement: 'nova/life/ordinary-servers-are-suspended',
  judge(evidence, say) {
    for (const requested of novaRequests(evidence, 'suspend')) {
      if (requested.asked.encrypted || !isTimely(requested)) continue;
      const { event, answer } = requested;
      const { next, status } = event.decision;
      const holds = answer.allowed && next === 'power-off' && status.status === 'SUSPENDED';
      say.check(holds, event, () => `${event.guest} is ordinary; ${novaDecision(event)}`);
    }
  },
};

/**
 * Checks: granted only then; otherwise refused with 400 and the host's name.
 * Does not check: servers in the wrong state.
 * Source: Nova nova/compute/api.py (evacuate: ComputeServiceInUse)
 */

import type { Invariant } from '../../invariant.js';
import { isTimely, novaDecision, novaRequests } from '../../nova-life-judges.js';

/** Judge of `nova/life/evacuation-needs-a-dead-host`. */
export const novaLifeEvacuationNeedsADeadHost: Invariant = {
  requirement: 'nova/life/evacuation-needs-a-dead-host',
  judge(evidence, say) {
    for (const requested of novaRequests(evidence, 'evacuate')) {
      const { event, answer, host, hostIsSilent, kept } = requested;
      if (host === undefined || hostIsSilent || kept !== undefined || !isTimely(requested)) continue;
      const told = answer.httpCode === 400 && answer.message === `Compute service of ${host} is still in use.`;
      say.check(!answer.allowed && told, event, () => `${event.guest} is on ${host}, which serves; ${novaDecision(event)}`);
    }
  },
};

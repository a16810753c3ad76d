/**
 * Checks: granted with 200, 202 or 204.
 * Does not check: requests that need another host, which may not be there.
 * Source: Nova nova/compute/api.py (check_instance_state)
 */

import { powerActions } from '../../../model/nova-actions.js';
import type { Invariant } from '../../invariant.js';
import { isTimely, novaDecision, novaRequests } from '../../nova-life-judges.js';

/** Judge of `nova/life/right-state-is-granted`. */
export const novaLifeRightStateIsGranted: Invariant = {
  requirement: 'nova/life/right-state-is-granted',
  judge(evidence, say) {
    for (const requested of novaRequests(evidence)) {
      const { event, action, answer, host } = requested;
      const never = !powerActions.has(action) && action !== 'confirmResize' && action !== 'revertResize';
      if (never || host === undefined || !isTimely(requested)) continue;
      const code = answer.httpCode ?? 202;
      const good = answer.allowed && [200, 202, 204].includes(code);
      say.check(good, event, () => `${action} of ${event.guest}, which is ${requested.state}; ${novaDecision(event)}`);
    }
  },
};

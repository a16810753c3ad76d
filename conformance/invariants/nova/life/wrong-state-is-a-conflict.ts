/**
 * Checks: status 409 and the text about vm_state.
 * Does not check: what encrypted servers cannot do; deleted servers.
 * Source: Nova nova/api/openstack/common.py (raise_http_conflict_for_instance_invalid_state); Nova nova/compute/api.py
 * (check_instance_state)
 */

import { stateConflict, statesFor } from '../../../model/nova-actions.js';
import type { Invariant } from '../../invariant.js';
import { novaDecision, novaRequests } from '../../nova-life-judges.js';

/** Judge of `nova/life/wrong-state-is-a-conflict`. */
export const novaLifeWrongStateIsAConflict: Invariant = {
  requirement: 'nova/life/wrong-state-is-a-conflict',
  judge(evidence, say) {
    for (const { event, asked, action, body, answer, state, uuid } of novaRequests(evidence)) {
      const states = statesFor(action, body);
      const first = asked.encrypted && (action === 'suspend' || action === 'live-migrate');
      if (states === undefined || states.includes(state) || first || state === 'deleted') continue;
      const told = answer.httpCode === 409 && answer.message?.endsWith(stateConflict(uuid, state)) === true;
      say.check(!answer.allowed && told, event, () => `${action} of ${event.guest}, which is ${state}; ${novaDecision(event)}`);
    }
  },
};

/**
 * Checks: refused with "There is no such action".
 * Does not check: deleted servers.
 * Source: Nova nova/api/openstack/wsgi.py (_process_stack)
 */

import { isNovaAction } from '../../../model/nova-actions.js';
import type { Invariant } from '../../invariant.js';
import { novaDecision, novaRequests } from '../../nova-life-judges.js';

/** Judge of `nova/life/unknown-action-is-a-bad-request`. */
export const novaLifeUnknownActionIsABadRequest: Invariant = {
  requirement: 'nova/life/unknown-action-is-a-bad-request',
  judge(evidence, say) {
    for (const { event, action, answer, state } of novaRequests(evidence)) {
      if (isNovaAction(action) || state === 'deleted') continue;
      const told = answer.httpCode === 400 && answer.message === `There is no such action: ${action}`;
      say.check(!answer.allowed && told, event, () => `${event.guest}: ${novaDecision(event)}`);
    }
  },
};

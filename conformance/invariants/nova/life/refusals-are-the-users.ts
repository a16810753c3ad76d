/**
 * Checks: refusals have a status from 400 to 499 and a text.
 * Does not check: which.
 * Source: Nova nova/api/openstack/wsgi.py (expected_errors)
 */

import type { Invariant } from '../../invariant.js';
import { novaDecision, novaRequests } from '../../nova-life-judges.js';

/** Judge of `nova/life/refusals-are-the-users`. */
export const novaLifeRefusalsAreTheUsers: Invariant = {
  requirement: 'nova/life/refusals-are-the-users',
  judge(evidence, say) {
    for (const { event, answer, action } of novaRequests(evidence)) {
      if (answer.allowed) continue;
      const code = answer.httpCode ?? 0;
      const holds = code >= 400 && code < 500 && (answer.message ?? '') !== '';
      say.check(holds, event, () => `${action} of ${event.guest}: ${novaDecision(event)}`);
    }
  },
};

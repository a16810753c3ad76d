/**
 * Checks: status 400.
 * Does not check: the text.
 * Source: Nova 1b6a6e3916, LP 1938093; nova/api/openstack/compute/suspend_server.py
 */

import type { Invariant } from '../../invariant.js';
import { novaDecision, novaRequests } from '../../nova-life-judges.js';

/** Judge of `nova/life/never-possible-is-a-bad-request`. */
export const novaLifeNeverPossibleIsABadRequest: Invariant = {
  requirement: 'nova/life/never-possible-is-a-bad-request',
  judge(evidence, say) {
    for (const { event, asked, answer } of novaRequests(evidence, 'suspend', 'live-migrate')) {
      if (!asked.encrypted || answer.allowed || answer.httpCode === 404) continue;
      say.check(answer.httpCode === 400, event, () => `${event.guest} is encrypted; ${novaDecision(event)}`);
    }
  },
};

/**
 * Checks: every cause of a refusal has status 400.
 * Does not check: the texts.
 * Source: Nova nova/api/openstack/compute/servers.py (INVALID_FLAVOR_IMAGE_EXCEPTIONS); api-ref servers.inc, "Normal response codes"
 */

import type { Invariant } from '../../invariant.js';
import { novaAnswer } from '../../nova-guest-views.js';
import { novaRefused } from '../../nova-request-judges.js';

/** Judge of `nova/request/mistakes-are-bad-requests`. */
export const novaRequestMistakesAreBadRequests: Invariant = {
  requirement: 'nova/request/mistakes-are-bad-requests',
  judge(evidence, say) {
    for (const { event } of novaRefused(evidence)) {
      const holds = event.decision.allowed || event.decision.causes.every(({ httpCode }) => httpCode === 400);
      say.check(holds, event, () => `${event.guest}: ${novaAnswer(event.decision)}, expected status 400`);
    }
  },
};

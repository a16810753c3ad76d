/**
 * Checks: a refusal has exactly one cause, with a class and a text.
 * Does not check: which one, which the rules know.
 * Source: Nova nova/api/openstack/compute/servers.py (INVALID_FLAVOR_IMAGE_EXCEPTIONS)
 */

import type { Invariant } from '../../invariant.js';
import { novaAnswer } from '../../nova-guest-views.js';
import { novaRefused } from '../../nova-request-judges.js';

/** Judge of `nova/request/one-error-one-class`. */
export const novaRequestOneErrorOneClass: Invariant = {
  requirement: 'nova/request/one-error-one-class',
  judge(evidence, say) {
    for (const { event } of novaRefused(evidence)) {
      const causes = event.decision.allowed ? [] : event.decision.causes;
      const [cause] = causes;
      const holds = causes.length === 1 && cause !== undefined && cause.type !== '' && cause.message.trim() !== '';
      say.check(holds, event, () => `${event.guest}: ${novaAnswer(event.decision)}`);
    }
  },
};

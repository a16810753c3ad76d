/**
 * Checks: after a failure the fault has a code and the message, or the server is where it was.
 * Does not check: faults of requests.
 * Source: Nova api-ref servers.inc, "fault"
 */

import type { Happening } from '../../../../sim/contracts/subject.js';
import { member } from '../../../model/json-member.js';
import type { Invariant } from '../../invariant.js';
import { lookAtGuests } from '../../nova-guest-views.js';
import { novaDecision } from '../../nova-life-judges.js';
import { quoted } from '../../views.js';

/** Judge of `nova/life/failure-is-explained`. */
export const novaLifeFailureIsExplained: Invariant = {
  requirement: 'nova/life/failure-is-explained',
  judge(evidence, say) {
    for (const { event } of lookAtGuests(evidence).happenings) {
      const message = failureOf(event.happening);
      if (message === undefined) continue;
      const { fault } = event.decision.status;
      const holds = member(fault, 'message') === message && typeof member(fault, 'code') === 'number';
      say.check(holds, event, () => `${event.guest} failed with ${quoted(message)}; ${novaDecision(event)}`);
    }
  },
};

function failureOf(happening: Happening): string | undefined {
  switch (happening.what) {
    case 'not-placed':
    case 'not-rendered':
      return happening.message;
    case 'not-started':
      return happening.error.message;
    default:
      return undefined;
  }
}

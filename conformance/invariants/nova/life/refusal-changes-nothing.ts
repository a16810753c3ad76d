/**
 * Checks: next step nothing, the same status, the same server.
 * Does not check: granted requests.
 * Source: Nova nova/compute/api.py: checks come before anything is cast to a host
 */

import { canonicalJson } from '../../../../sim/core/json.js';
import type { Invariant } from '../../invariant.js';
import { novaDecision, novaRequests } from '../../nova-life-judges.js';
import { quoted } from '../../views.js';

/** Judge of `nova/life/refusal-changes-nothing`. */
export const novaLifeRefusalChangesNothing: Invariant = {
  requirement: 'nova/life/refusal-changes-nothing',
  judge(evidence, say) {
    for (const { event, answer, before = {} } of novaRequests(evidence)) {
      if (answer.allowed) continue;
      const { next, status, guest } = event.decision;
      const same = canonicalJson(status) === canonicalJson(before);
      say.check(
        next === 'nothing' && guest === undefined && same,
        event,
        () => `${event.guest} was ${quoted(before)}; ${novaDecision(event)}`,
      );
    }
  },
};

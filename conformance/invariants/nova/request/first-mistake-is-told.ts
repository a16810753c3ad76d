/**
 * Checks: with several mistakes the refusal is that of the first.
 * Does not check: requests with one mistake.
 * Source: Nova nova/virt/hardware.py (get_mem_encryption_constraint) at 34.0.0, in its order
 */

import type { Invariant } from '../../invariant.js';
import { lookAtGuests, novaAnswer, novaWanted } from '../../nova-guest-views.js';
import { isRefusedFor } from '../../nova-request-judges.js';

/** Judge of `nova/request/first-mistake-is-told`. */
export const novaRequestFirstMistakeIsTold: Invariant = {
  requirement: 'nova/request/first-mistake-is-told',
  judge(evidence, say) {
    for (const admission of lookAtGuests(evidence).admissions) {
      const { event, refusals } = admission;
      const [first, second] = refusals;
      if (first === undefined || second === undefined) continue;
      const told = `first ${novaWanted(first)}, and only then ${novaWanted(second)}`;
      say.check(
        isRefusedFor(admission),
        event,
        () => `${event.guest} had to be refused ${told}, but ${novaAnswer(event.decision)}`,
      );
    }
  },
};

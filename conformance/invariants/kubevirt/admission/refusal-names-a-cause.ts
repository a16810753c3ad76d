/**
 * Checks: refusals have at least one cause, and every cause has a message.
 * Does not check: what the message says.
 * Source: Kubernetes API conventions, Status kind: details.causes
 */

import { messagesOf } from '../../admission-judges.js';
import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/admission/refusal-names-a-cause`. */
export const refusalNamesACause: Invariant = {
  requirement: 'kubevirt/admission/refusal-names-a-cause',
  judge(evidence, say) {
    for (const { event } of look(evidence).admissions) {
      if (event.decision.allowed) continue;
      const messages = messagesOf(event.decision);
      const named = messages.length > 0 && !messages.includes('');
      say.check(named, event, () => `${event.guest} was refused without a reason: ${quoted(messages)}`);
    }
  },
};

/**
 * Checks: HTTP 404.
 * Does not check: the words.
 * Source: Kubernetes API conventions, "HTTP Status codes"
 */

import { isKnownRequest } from '../../../model/guest-requests.js';
import type { Invariant } from '../../invariant.js';
import { asked, inWords } from '../../request-judges.js';

/** Judge of `kubevirt/life/unknown-request-is-not-found`. */
export const unknownRequestIsNotFound: Invariant = {
  requirement: 'kubevirt/life/unknown-request-is-not-found',
  judge(evidence, say) {
    for (const { event, happening } of asked(evidence)) {
      if (isKnownRequest(happening.request)) continue;
      const { answer } = event.decision;
      const holds = answer?.allowed === false && answer.httpCode === 404;
      say.check(holds, event, () => `${happening.request} of ${event.guest} does not exist, but was ${inWords(answer)}`);
    }
  },
};

/**
 * Checks: verb, resource and subresource of the review, where the subject tells them.
 * Does not check: who may do what.
 * Source: Kubernetes documentation, "Referring to resources"; kubevirt@f741aa88a8 (deep subresources were truncated)
 */

import type { Invariant } from '../../invariant.js';
import { asked } from '../../request-judges.js';

/** Judge of `kubevirt/attestation/access-review-names-subresource`. */
export const accessReviewNamesSubresource: Invariant = {
  requirement: 'kubevirt/attestation/access-review-names-subresource',
  judge(evidence, say) {
    for (const { event, happening } of asked(evidence)) {
      const { request } = happening;
      const reviewed = event.decision.answer?.reviewed;
      if (!request.startsWith('sev/') || reviewed === undefined) continue;
      const verb = request === 'sev/setupsession' || request === 'sev/injectlaunchsecret' ? 'update' : 'get';
      const holds = reviewed.verb === verb && reviewed.resource === 'virtualmachineinstances' && reviewed.subresource === request;
      say.check(
        holds,
        event,
        () => `${request} was reviewed as ${JSON.stringify(reviewed)}, expected ${verb} of that subresource`,
      );
    }
  },
};

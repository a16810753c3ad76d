/**
 * Checks: everything in the request, launchSecurity included, is in the admitted object unchanged.
 * Does not check: the quote-service annotation, which the cluster overrides on purpose; added fields.
 * Source: KubeVirt v1.9 pkg/defaults/defaults.go; Kubernetes API conventions, defaulting
 */

import { contains, member } from '../../../model/json-member.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/admission/request-is-kept`. */
export const requestIsKept: Invariant = {
  requirement: 'kubevirt/admission/request-is-kept',
  judge(evidence, say) {
    for (const { event } of look(evidence).admissions) {
      const { decision, request } = event;
      if (!decision.allowed) continue;
      const kept =
        contains(decision.guest.spec, request.spec) &&
        contains(member(decision.guest, 'metadata', 'name'), member(request, 'metadata', 'name'));
      say.check(kept, event, () => `${event.guest}: admission changed what the user wrote: ${JSON.stringify(request.spec)}`);
    }
  },
};

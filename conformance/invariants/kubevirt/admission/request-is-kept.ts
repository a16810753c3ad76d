/**
 * Checks: everything the user wrote of the instance, launchSecurity included, is in the admitted object unchanged; an instance and
 * a machine keep their name.
 * Does not check: the quote-service annotation, which the cluster overrides on purpose; added fields and added items of lists;
 * machines with a preference (preference-yields).
 * Source: KubeVirt v1.9 pkg/defaults/defaults.go; Kubernetes API conventions, defaulting
 */

import { contains, member } from '../../../model/json-member.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/admission/request-is-kept`. */
export const requestIsKept: Invariant = {
  requirement: 'kubevirt/admission/request-is-kept',
  judge(evidence, say) {
    for (const { event, asked } of look(evidence).admissions) {
      const { decision } = event;
      if (!decision.allowed || asked.preference !== undefined) continue;
      const { spec } = asked.written;
      const named = asked.form === 'instance' || asked.form === 'machine' ? member(asked.written, 'metadata', 'name') : undefined;
      const kept = contains(decision.guest.spec, spec) && contains(member(decision.guest, 'metadata', 'name'), named);
      say.check(kept, event, () => `${event.guest}: admission changed what the user wrote: ${JSON.stringify(spec)}`);
    }
  },
};

/**
 * Checks: a machine, replica set or pool is accepted exactly when the instance it makes would be, and refused for the same reasons.
 * Does not check: plain instances (well-formed-is-accepted and the judges of the rules); causes nobody expected; hand-written manifests;
 * members of launchSecurity beyond upstream's.
 * Source: KubeVirt v1.9 pkg/virt-api/webhooks/validating-webhook/admitters/vms-admitter.go (a copy is defaulted and validated as an
 * instance)
 */

import type { Admission } from '../../../model/observations.js';
import { answer, isTold } from '../../admission-judges.js';
import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/admission/same-answer-in-every-form`. */
export const sameAnswerInEveryForm: Invariant = {
  requirement: 'kubevirt/admission/same-answer-in-every-form',
  judge(evidence, say) {
    for (const admission of look(evidence).admissions) {
      const { event, asked, expected } = admission;
      if (asked.form === 'instance' || event.spec.manifest !== undefined || event.spec.launchMembers !== undefined) continue;
      say.check(isRight(admission), event, () => {
        const rules = expected.map(({ rule }) => rule);
        const wanted = rules.length === 0 ? 'is well formed' : `breaks ${quoted(rules)}`;
        return `${event.guest} (${asked.form}) makes an instance that ${wanted}, but ${answer(event.decision)}`;
      });
    }
  },
};

function isRight({ event, expected }: Admission): boolean {
  return event.decision.allowed
    ? expected.length === 0
    : expected.length > 0 && expected.every((cause) => isTold(cause, event.decision));
}

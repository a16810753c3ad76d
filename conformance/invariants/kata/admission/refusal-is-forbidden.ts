/**
 * Checks: status 403 and the beginning of the message of pods that contradict their class or have none.
 * Does not check: pods that are invalid for other reasons.
 * Source: Kubernetes plugin/pkg/admission/runtimeclass/admission.go
 */
import type { Invariant } from '../../invariant.js';
import { isWellFormed } from '../../kata-pod-judges.js';
import { lookAtKata } from '../../kata-views.js';
import { quoted } from '../../views.js';

/** Judge of `kata/admission/refusal-is-forbidden`. */
export const kataAdmissionRefusalIsForbidden: Invariant = {
  requirement: 'kata/admission/refusal-is-forbidden',
  judge(evidence, say) {
    for (const admission of lookAtKata(evidence).admissions) {
      const { event, asked } = admission;
      if (event.decision.allowed || isWellFormed(admission)) continue;
      const [cause] = event.decision.causes;
      const start = `pods "${asked.name ?? ''}" is forbidden: `;
      const isRight = cause?.httpCode === 403 && cause.message.startsWith(start);
      say.check(
        isRight,
        event,
        () => `${event.guest} was refused with ${cause?.httpCode ?? 'no status'}: ${quoted(cause?.message)}`,
      );
    }
  },
};

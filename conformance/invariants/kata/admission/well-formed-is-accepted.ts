/**
 * Checks: no refusal of pods whose class is there, without an overhead of their own and without a contradicting selector.
 * Does not check: pods that are invalid for other reasons.
 * Source: Kubernetes plugin/pkg/admission/runtimeclass/admission.go
 */
import type { Invariant } from '../../invariant.js';
import { isWellFormed, refusalOf } from '../../kata-pod-judges.js';
import { lookAtKata } from '../../kata-views.js';
import { quoted } from '../../views.js';

/** Judge of `kata/admission/well-formed-is-accepted`. */
export const kataAdmissionWellFormedIsAccepted: Invariant = {
  requirement: 'kata/admission/well-formed-is-accepted',
  judge(evidence, say) {
    for (const admission of lookAtKata(evidence).admissions) {
      if (!isWellFormed(admission) || admission.asked.containers.length === 0) continue;
      const refusal = refusalOf(admission);
      const { event } = admission;
      say.check(refusal === undefined, event, () => `${event.guest} contradicts nothing and was refused: ${quoted(refusal)}`);
    }
  },
};

/**
 * Checks: no pod with a contradicting selector is admitted.
 * Does not check: in which words it is refused (selector-conflict-is-named).
 * Source: Kubernetes plugin/pkg/admission/runtimeclass/admission.go
 */
import type { Invariant } from '../../invariant.js';
import { contradictions } from '../../kata-pod-judges.js';
import { lookAtKata } from '../../kata-views.js';

/** Judge of `kata/admission/selector-conflict-is-refused`. */
export const kataAdmissionSelectorConflictIsRefused: Invariant = {
  requirement: 'kata/admission/selector-conflict-is-refused',
  judge(evidence, say) {
    for (const admission of lookAtKata(evidence).admissions) {
      const [conflict] = contradictions(admission);
      const { event } = admission;
      if (conflict === undefined) continue;
      say.check(!event.decision.allowed, event, () => `${event.guest} contradicts its class over ${conflict}, and was accepted`);
    }
  },
};

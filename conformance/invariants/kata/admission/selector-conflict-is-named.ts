/**
 * Checks: label and the value of the pod in the message.
 * Does not check: pods that are refused for another reason first.
 * Source: Kubernetes plugin/pkg/admission/runtimeclass/admission.go
 */
import type { Invariant } from '../../invariant.js';
import { contradictions, refusalOf } from '../../kata-pod-judges.js';
import { lookAtKata } from '../../kata-views.js';
import { quoted } from '../../views.js';

/** Judge of `kata/admission/selector-conflict-is-named`. */
export const kataAdmissionSelectorConflictIsNamed: Invariant = {
  requirement: 'kata/admission/selector-conflict-is-named',
  judge(evidence, say) {
    for (const admission of lookAtKata(evidence).admissions) {
      const { event, asked } = admission;
      const refusal = refusalOf(admission);
      const [conflict] = contradictions(admission);
      if (conflict === undefined || refusal === undefined || asked.overhead !== undefined) continue;
      const wanted = [
        `runtimeClass.scheduling.nodeSelector[${conflict}] = true`,
        `pod.spec.nodeSelector[${conflict}] = ${asked.nodeSelector[conflict]}`,
      ];
      const missing = wanted.find((each) => !refusal.includes(each));
      say.check(
        missing === undefined,
        event,
        () => `${event.guest} was refused with ${quoted(refusal)}, which does not say ${missing}`,
      );
    }
  },
};

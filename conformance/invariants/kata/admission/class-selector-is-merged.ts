/**
 * Checks: every entry of the class in spec.nodeSelector.
 * Does not check: entries of the user.
 * Source: Kubernetes plugin/pkg/admission/runtimeclass/admission.go
 */
import type { Invariant } from '../../invariant.js';
import { admittedPods, selectorOfClass } from '../../kata-pod-judges.js';

/** Judge of `kata/admission/class-selector-is-merged`. */
export const kataAdmissionClassSelectorIsMerged: Invariant = {
  requirement: 'kata/admission/class-selector-is-merged',
  judge(evidence, say) {
    for (const { event, admitted, class: known } of admittedPods(evidence)) {
      const selector = Object.entries(selectorOfClass(known, event.config));
      const missing = selector.find(([name, value]) => admitted.nodeSelector[name] !== value);
      say.check(missing === undefined, event, () => `${event.guest} does not select ${missing?.join('=')}`);
    }
  },
};

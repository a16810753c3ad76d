/**
 * Checks: no other entries in spec.nodeSelector.
 * Does not check: affinities.
 * Source: Kubernetes plugin/pkg/admission/runtimeclass/admission.go
 */
import type { Invariant } from '../../invariant.js';
import { admittedPods, selectorOfClass } from '../../kata-pod-judges.js';

/** Judge of `kata/admission/selects-nothing-else`. */
export const kataAdmissionSelectsNothingElse: Invariant = {
  requirement: 'kata/admission/selects-nothing-else',
  judge(evidence, say) {
    for (const { event, asked, admitted, class: known } of admittedPods(evidence)) {
      const selector = selectorOfClass(known, event.config);
      const added = Object.keys(admitted.nodeSelector).find((name) => !(name in selector) && !(name in asked.nodeSelector));
      say.check(added === undefined, event, () => `${event.guest} selects ${added}, which nobody has asked for`);
    }
  },
};

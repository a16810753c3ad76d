/**
 * Checks: spec.runtimeClassName before and after, whatever annotations say.
 * Does not check: the handler of the class.
 * Source: Kubernetes plugin/pkg/admission/runtimeclass/admission.go
 */
import type { Invariant } from '../../invariant.js';
import { admittedPods } from '../../kata-pod-judges.js';
import { quoted } from '../../views.js';

/** Judge of `kata/admission/class-is-kept`. */
export const kataAdmissionClassIsKept: Invariant = {
  requirement: 'kata/admission/class-is-kept',
  judge(evidence, say) {
    for (const { event, asked, admitted } of admittedPods(evidence)) {
      say.check(
        admitted.className === asked.className,
        event,
        () => `${event.guest} named ${asked.className}, and now ${quoted(admitted.className)}`,
      );
    }
  },
};

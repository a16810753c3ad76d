/**
 * Checks: no pod with another overhead is admitted.
 * Does not check: overheads that are equal to those of the class.
 * Source: Kubernetes plugin/pkg/admission/runtimeclass/admission.go
 */
import { quantity } from '../../../model/kata-pod.js';
import type { Invariant } from '../../invariant.js';
import { lookAtKata } from '../../kata-views.js';

/** Judge of `kata/admission/foreign-overhead-is-refused`. */
export const kataAdmissionForeignOverheadIsRefused: Invariant = {
  requirement: 'kata/admission/foreign-overhead-is-refused',
  judge(evidence, say) {
    for (const { event, asked, class: known } of lookAtKata(evidence).admissions) {
      if (asked.overhead === undefined || known === undefined || quantity(asked.overhead.memory) === known.memoryBytes) continue;
      say.check(!event.decision.allowed, event, () => `${event.guest} brings an overhead of its own, and was accepted`);
    }
  },
};

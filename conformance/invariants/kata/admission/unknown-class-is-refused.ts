/**
 * Checks: no pod of an unknown class is admitted.
 * Does not check: in which words it is refused (unknown-class-is-named).
 * Source: Kubernetes plugin/pkg/admission/runtimeclass/admission.go
 */
import type { Invariant } from '../../invariant.js';
import { lookAtKata } from '../../kata-views.js';

/** Judge of `kata/admission/unknown-class-is-refused`. */
export const kataAdmissionUnknownClassIsRefused: Invariant = {
  requirement: 'kata/admission/unknown-class-is-refused',
  judge(evidence, say) {
    for (const admission of lookAtKata(evidence).admissions) {
      const { event, asked } = admission;
      if (asked.className === undefined || admission.class !== undefined) continue;
      say.check(
        !event.decision.allowed,
        event,
        () => `${event.guest} names ${asked.className}, which is not installed, and was accepted`,
      );
    }
  },
};

/**
 * Checks: every entry the user wrote.
 * Does not check: entries of the class.
 * Source: Kubernetes plugin/pkg/admission/runtimeclass/admission.go
 */
import type { Invariant } from '../../invariant.js';
import { admittedPods } from '../../kata-pod-judges.js';

/** Judge of `kata/admission/users-selector-is-kept`. */
export const kataAdmissionUsersSelectorIsKept: Invariant = {
  requirement: 'kata/admission/users-selector-is-kept',
  judge(evidence, say) {
    for (const { event, asked, admitted } of admittedPods(evidence)) {
      const entries = Object.entries(asked.nodeSelector);
      const missing = entries.find(([name, value]) => admitted.nodeSelector[name] !== value);
      if (entries.length === 0) continue;
      say.check(missing === undefined, event, () => `${event.guest} no longer selects ${missing?.join('=')}`);
    }
  },
};

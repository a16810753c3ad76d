/**
 * Checks: every annotation by key and value.
 * Does not check: annotations that are added.
 * Source: Kubernetes "Annotations"; the Kata SNP guide configures its guests by annotations
 */
import type { Invariant } from '../../invariant.js';
import { admittedPods } from '../../kata-pod-judges.js';

/** Judge of `kata/admission/annotations-are-kept`. */
export const kataAdmissionAnnotationsAreKept: Invariant = {
  requirement: 'kata/admission/annotations-are-kept',
  judge(evidence, say) {
    for (const { event, asked, admitted } of admittedPods(evidence)) {
      const entries = Object.entries(asked.annotations);
      if (entries.length === 0) continue;
      const lost = entries.find(([name, value]) => admitted.annotations[name] !== value);
      say.check(lost === undefined, event, () => `${event.guest} lost its annotation ${lost?.[0]}`);
    }
  },
};

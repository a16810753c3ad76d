/**
 * Checks: pods whose annotations are damaged or not enabled are admitted.
 * Does not check: what becomes of them on the node.
 * Source: kata-containers src/runtime/pkg/oci/utils.go
 */
import type { Invariant } from '../../invariant.js';
import { isWellFormed, refusalOf } from '../../kata-pod-judges.js';
import { lookAtKata } from '../../kata-views.js';
import { quoted } from '../../views.js';

/** Judge of `kata/admission/annotations-are-not-judged-here`. */
export const kataAdmissionAnnotationsAreNotJudgedHere: Invariant = {
  requirement: 'kata/admission/annotations-are-not-judged-here',
  judge(evidence, say) {
    for (const admission of lookAtKata(evidence).admissions) {
      const { asked, event } = admission;
      if (!isWellFormed(admission) || !Object.keys(asked.annotations).some((name) => name.startsWith('io.katacontainers.')))
        continue;
      say.check(
        event.decision.allowed,
        event,
        () => `${event.guest} was refused over its annotations: ${quoted(refusalOf(admission))}`,
      );
    }
  },
};

/**
 * Checks: the message says RuntimeClass "<name>" not found.
 * Does not check: the rest of the message.
 * Source: Kubernetes plugin/pkg/admission/runtimeclass/admission.go
 */
import type { Invariant } from '../../invariant.js';
import { refusalOf } from '../../kata-pod-judges.js';
import { lookAtKata } from '../../kata-views.js';
import { quoted } from '../../views.js';

/** Judge of `kata/admission/unknown-class-is-named`. */
export const kataAdmissionUnknownClassIsNamed: Invariant = {
  requirement: 'kata/admission/unknown-class-is-named',
  judge(evidence, say) {
    for (const admission of lookAtKata(evidence).admissions) {
      const { event, asked } = admission;
      const refusal = refusalOf(admission);
      if (asked.className === undefined || admission.class !== undefined || refusal === undefined) continue;
      const wanted = `RuntimeClass "${asked.className}" not found`;
      say.check(
        refusal.includes(wanted),
        event,
        () => `${event.guest} was refused with ${quoted(refusal)}, which does not say ${wanted}`,
      );
    }
  },
};

/**
 * Checks: no decision of the case ended in an exception.
 * Does not check: whether the answers are right.
 * Source: KubeVirt commits c348c566d3, d49d11ab7f (panics of virt-handler on unusual host documents, fixed as bugs)
 */

import type { Invariant } from '../../invariant.js';
import { quoted } from '../../views.js';

/** Judge of `subject/answers/never-panics`. */
export const neverPanics: Invariant = {
  requirement: 'subject/answers/never-panics',
  judge({ trace }, say) {
    const panic = trace.find((event) => event.event === 'panic');
    say.check(panic === undefined, panic ?? { step: -1 }, () => `${panic?.decision} ended in a panic: ${quoted(panic?.message)}`);
  },
};

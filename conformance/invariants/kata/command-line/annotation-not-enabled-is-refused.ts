/**
 * Checks: no arguments where an annotation of the hypervisor is on no list.
 * Does not check: in which words.
 * Source: kata-containers src/runtime/pkg/oci/utils.go: annotation … is not enabled
 */
import type { Invariant } from '../../invariant.js';
import { overrides } from '../../kata-line-judges.js';
import { lookAtKata } from '../../kata-views.js';

/** Judge of `kata/command-line/annotation-not-enabled-is-refused`. */
export const kataCommandLineAnnotationNotEnabledIsRefused: Invariant = {
  requirement: 'kata/command-line/annotation-not-enabled-is-refused',
  judge(evidence, say) {
    for (const rendering of lookAtKata(evidence).renderings) {
      const { event } = rendering;
      const closed = overrides(rendering).find(({ enabled }) => !enabled);
      if (closed === undefined) continue;
      say.check(
        !event.decision.rendered,
        event,
        () => `${event.guest} sets ${closed.name}, which is not enabled, and got arguments`,
      );
    }
  },
};

/**
 * Checks: after a start refused for lack of key IDs the next step is to try again.
 * Does not check: other failures.
 * Source: KubeVirt v1.9 pkg/virt-handler/vm.go (sync errors are retried)
 */

import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/life/shortage-is-retried`. */
export const shortageIsRetried: Invariant = {
  requirement: 'kubevirt/life/shortage-is-retried',
  judge(evidence, say) {
    for (const { event } of look(evidence).happenings) {
      const { happening, decision } = event;
      if (happening.what !== 'not-started' || !/ret=-16\b|No space left on device/.test(happening.error.message)) continue;
      say.check(
        decision.next === 'try-again',
        event,
        () => `${event.guest} found no key ID, but the next step is ${decision.next}, expected try-again`,
      );
    }
  },
};

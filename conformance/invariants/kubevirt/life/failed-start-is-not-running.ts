/**
 * Checks: the phase after such a happening is not Running.
 * Does not check: which phase it is.
 * Source: KubeVirt user guide, "VirtualMachineInstance life cycle"; staging/src/kubevirt.io/api/core/v1/types.go (phases)
 */

import type { Invariant } from '../../invariant.js';
import { look, phaseOf } from '../../views.js';

/** Judge of `kubevirt/life/failed-start-is-not-running`. */
export const failedStartIsNotRunning: Invariant = {
  requirement: 'kubevirt/life/failed-start-is-not-running',
  judge(evidence, say) {
    for (const { event } of look(evidence).happenings) {
      const { what } = event.happening;
      if (what !== 'not-placed' && what !== 'not-rendered' && what !== 'not-started') continue;
      say.check(
        phaseOf(event.decision.status) !== 'Running',
        event,
        () => `${event.guest} is shown as Running although it was ${what.replace('-', ' ')}`,
      );
    }
  },
};

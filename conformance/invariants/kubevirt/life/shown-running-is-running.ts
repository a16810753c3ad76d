/**
 * Checks: phase Running against the truth, for every guest that still exists.
 * Does not check: moments in between (started-guest-is-running).
 * Source: KubeVirt user guide, "VirtualMachineInstance life cycle"; staging/src/kubevirt.io/api/core/v1/types.go (phases)
 */

import type { Invariant } from '../../invariant.js';
import { look, phaseOf, quoted } from '../../views.js';

/** Judge of `kubevirt/life/shown-running-is-running`. */
export const shownRunningIsRunning: Invariant = {
  requirement: 'kubevirt/life/shown-running-is-running',
  judge(evidence, say) {
    for (const { name, status, running } of evidence.end.guests) {
      const shown = phaseOf(status) === 'Running';
      say.check(
        shown === running,
        look(evidence).end,
        () => `${name} is shown as ${quoted(phaseOf(status))}, but ${running ? 'runs' : 'does not run'}`,
      );
    }
  },
};

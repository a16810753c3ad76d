/**
 * Checks: nothing is next and the phase stays Running.
 * Does not check: what the guest does.
 * Source: KubeVirt v1.9 pkg/virt-api/rest/lifecycle.go (SoftRebootVMIRequestHandler)
 */

import type { Invariant } from '../../invariant.js';
import { granted } from '../../request-judges.js';
import { phaseOf, quoted } from '../../views.js';

/** Judge of `kubevirt/life/soft-reboot-keeps-the-guest`. */
export const softRebootKeepsTheGuest: Invariant = {
  requirement: 'kubevirt/life/soft-reboot-keeps-the-guest',
  judge(evidence, say) {
    for (const { event } of granted(evidence, 'softreboot')) {
      const { status, next } = event.decision;
      const holds = next === 'nothing' && phaseOf(status) === 'Running';
      say.check(
        holds,
        event,
        () => `${event.guest} reboots itself, but the next step is ${next} and it is shown as ${quoted(status)}`,
      );
    }
  },
};

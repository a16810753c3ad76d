/**
 * Checks: after a start the phase is Running and nodeName is the host.
 * Does not check: guests that start paused also carry a condition (paused-start-is-shown).
 * Source: KubeVirt user guide, "VirtualMachineInstance life cycle"; staging/src/kubevirt.io/api/core/v1/types.go (phases)
 */

import { member } from '../../../model/json-member.js';
import type { Invariant } from '../../invariant.js';
import { look, phaseOf, quoted } from '../../views.js';

/** Judge of `kubevirt/life/started-guest-is-running`. */
export const startedGuestIsRunning: Invariant = {
  requirement: 'kubevirt/life/started-guest-is-running',
  judge(evidence, say) {
    for (const { event } of look(evidence).happenings) {
      const { happening, decision } = event;
      if (happening.what !== 'started') continue;
      const [phase, node] = [phaseOf(decision.status), member(decision.status, 'nodeName')];
      const holds = phase === 'Running' && node === happening.host;
      say.check(
        holds,
        event,
        () => `${event.guest} started on ${happening.host} but is shown as ${quoted(phase)} on ${quoted(node)}`,
      );
    }
  },
};

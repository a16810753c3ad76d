/**
 * Checks: status.reason after the node rebooted.
 * Does not check: guests that had ended before.
 * Source: KubeVirt v1.9 pkg/virt-controller/watch/node/node.go
 */

import type { Invariant } from '../../invariant.js';
import { isFinal } from '../../life-judges.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/life/lost-node-is-named`. */
export const lostNodeIsNamed: Invariant = {
  requirement: 'kubevirt/life/lost-node-is-named',
  judge(evidence, say) {
    for (const { event, before } of look(evidence).happenings) {
      const { happening, decision } = event;
      if (happening.what !== 'stopped' || happening.by !== 'host-reboot' || isFinal(before)) continue;
      const { reason } = decision.status;
      say.check(
        reason === 'NodeUnresponsive',
        event,
        () => `${event.guest} died with ${happening.host}, but the reason is ${quoted(reason)}`,
      );
    }
  },
};

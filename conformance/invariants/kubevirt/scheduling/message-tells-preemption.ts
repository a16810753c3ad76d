/**
 * Checks: the end of the message counts the hosts where making room could not help and those where nobody could make it.
 * Does not check: pods of different importance, which do not exist here.
 * Source: Kubernetes pkg/scheduler/framework/preemption/preemption.go, plugins/defaultpreemption/default_preemption.go
 */

import { preemptionTally } from '../../../model/preemption.js';
import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/scheduling/message-tells-preemption`. */
export const messageTellsPreemption: Invariant = {
  requirement: 'kubevirt/scheduling/message-tells-preemption',
  judge(evidence, say) {
    for (const { event, hosts, config } of look(evidence).placements) {
      const { decision } = event;
      if (decision.placed || hosts.some(({ reasons }) => reasons.length === 0)) continue;
      const expected = preemptionTally(event.claim, event.hosts, config);
      say.check(
        decision.message.endsWith(expected),
        event,
        () => `${event.guest}: the message ${quoted(decision.message)} does not end with "${expected}"`,
      );
    }
  },
};

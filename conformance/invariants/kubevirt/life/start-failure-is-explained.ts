/**
 * Checks: condition Synchronized is False and its message contains libvirt's.
 * Does not check: what is wrapped around it.
 * Source: KubeVirt v1.9 pkg/virt-handler/vm.go (handleSyncError: condition Synchronized)
 */

import { textOf } from '../../../model/json-member.js';
import type { Invariant } from '../../invariant.js';
import { conditionOf, look, quoted } from '../../views.js';

/** Judge of `kubevirt/life/start-failure-is-explained`. */
export const startFailureIsExplained: Invariant = {
  requirement: 'kubevirt/life/start-failure-is-explained',
  judge(evidence, say) {
    for (const { event } of look(evidence).happenings) {
      if (event.happening.what !== 'not-started') continue;
      const condition = conditionOf(event.decision.status, 'Synchronized');
      const { message } = event.happening.error;
      const shown = textOf(condition?.message) ?? '';
      const holds =
        condition?.status === 'False' && (shown.includes(message) || shown.includes(JSON.stringify(message).slice(1, -1)));
      say.check(holds, event, () => `${event.guest} failed with ${quoted(message)}, but its condition is ${quoted(condition)}`);
    }
  },
};

/**
 * Checks: the message is "Cannot migrate VMI, Reason: …, Message: …" with the condition the user was shown before.
 * Does not check: guests without such a condition.
 * Source: KubeVirt v1.9 pkg/virt-api/webhooks/validating-webhook/admitters/migration-create-admitter.go
 */

import { textOf } from '../../../model/json-member.js';
import type { Invariant } from '../../invariant.js';
import { conditionOf, happenings, quoted } from '../../views.js';

/** Judge of `kubevirt/life/migration-refusal-message`. */
export const migrationRefusalMessage: Invariant = {
  requirement: 'kubevirt/life/migration-refusal-message',
  judge(evidence, say) {
    for (const { event, before } of happenings(evidence, 'migration-asked')) {
      const condition = conditionOf(before, 'LiveMigratable');
      if (condition?.status !== 'False') continue;
      const expected = `Cannot migrate VMI, Reason: ${textOf(condition.reason) ?? ''}, Message: ${textOf(condition.message) ?? ''}`;
      const found = event.decision.answer?.message;
      say.check(
        found?.includes(expected) === true,
        event,
        () => `${event.guest}: a refused migration says ${quoted(found)}, expected ${quoted(expected)}`,
      );
    }
  },
};

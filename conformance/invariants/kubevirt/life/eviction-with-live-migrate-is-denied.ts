/**
 * Checks: strategy LiveMigrate: HTTP 429 with the exact text, and the guest is not stopped.
 * Does not check: guests that do not run; ordinary guests.
 * Source: KubeVirt v1.9 pkg/virt-api/webhooks/validating-webhook/admitters/pod-eviction-admitter.go
 */

import type { Invariant } from '../../invariant.js';
import { happenings, phaseOf, quoted } from '../../views.js';

/** Judge of `kubevirt/life/eviction-with-live-migrate-is-denied`. */
export const evictionWithLiveMigrateIsDenied: Invariant = {
  requirement: 'kubevirt/life/eviction-with-live-migrate-is-denied',
  judge(evidence, say) {
    for (const { event, vmi, before } of happenings(evidence, 'eviction-asked')) {
      if (event.protection === 'none' || phaseOf(before) !== 'Running' || vmi?.evictionStrategy !== 'LiveMigrate') continue;
      const expected = `VMI ${vmi.name} is configured with an eviction strategy but is not live-migratable`;
      const { answer, next } = event.decision;
      const holds = answer?.allowed === false && answer.httpCode === 429 && answer.message === expected && next === 'nothing';
      say.check(
        holds,
        event,
        () => `${event.guest}: expected 429 ${quoted(expected)}, found ${JSON.stringify(answer)} and next step ${next}`,
      );
    }
  },
};

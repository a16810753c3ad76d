/**
 * Checks: no strategy, None and LiveMigrateIfPossible: allowed, next step stop.
 * Does not check: ordinary guests, which may be migrated instead.
 * Source: KubeVirt v1.9 pkg/virt-api/webhooks/validating-webhook/admitters/pod-eviction-admitter.go
 */

import type { Invariant } from '../../invariant.js';
import { happenings, phaseOf } from '../../views.js';

/** Judge of `kubevirt/life/eviction-otherwise-stops-the-guest`. */
export const evictionOtherwiseStopsTheGuest: Invariant = {
  requirement: 'kubevirt/life/eviction-otherwise-stops-the-guest',
  judge(evidence, say) {
    for (const { event, vmi, before } of happenings(evidence, 'eviction-asked')) {
      const strategy = vmi?.evictionStrategy ?? 'None';
      if (event.protection === 'none' || phaseOf(before) !== 'Running' || strategy === 'LiveMigrate' || strategy === 'External')
        continue;
      const { answer, next } = event.decision;
      const holds = answer?.allowed !== false && next === 'stop';
      say.check(
        holds,
        event,
        () => `${event.guest} (${strategy}) is to be evicted; answer ${JSON.stringify(answer)}, next step ${next}, expected stop`,
      );
    }
  },
};

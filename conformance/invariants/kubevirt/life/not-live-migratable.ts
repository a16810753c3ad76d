/**
 * Checks: the condition LiveMigratable has the status "False" once the guest runs.
 * Does not check: reason and message (not-live-migratable-reason).
 * Source: VEP #80, "Goal: mark confidential-computing-enabled VMs as non-migratable"
 */

import type { Invariant } from '../../invariant.js';
import { conditionOf, happenings, quoted } from '../../views.js';

/** Judge of `kubevirt/life/not-live-migratable`. */
export const notLiveMigratable: Invariant = {
  requirement: 'kubevirt/life/not-live-migratable',
  judge(evidence, say) {
    for (const { event } of happenings(evidence, 'started')) {
      if (event.protection === 'none') continue;
      const status = conditionOf(event.decision.status, 'LiveMigratable')?.status;
      say.check(
        status === 'False',
        event,
        () => `${event.guest} (${event.protection}) runs with LiveMigratable ${quoted(status)}, expected "False"`,
      );
    }
  },
};

/**
 * Checks: the answer to a migration request is a refusal, and the next step is not a migration.
 * Does not check: guests that are over, which nothing can move.
 * Source: VEP #80, "Live migrations are currently not supported by either technologies"
 */

import type { Invariant } from '../../invariant.js';
import { happenings, phaseOf } from '../../views.js';

/** Judge of `kubevirt/life/migration-is-refused`. */
export const migrationIsRefused: Invariant = {
  requirement: 'kubevirt/life/migration-is-refused',
  judge(evidence, say) {
    for (const { event, before } of happenings(evidence, 'migration-asked')) {
      if (event.protection === 'none' || ['Succeeded', 'Failed'].includes(phaseOf(before) ?? '')) continue;
      const { answer, next } = event.decision;
      const holds = answer?.allowed === false && next !== 'migrate';
      say.check(
        holds,
        event,
        () => `${event.guest} (${event.protection}) was asked to migrate; answer ${JSON.stringify(answer)}, next step ${next}`,
      );
    }
  },
};

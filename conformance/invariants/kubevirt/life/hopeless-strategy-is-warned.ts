/**
 * Checks: a Warning with reason Migrated and the exact text when such a guest starts.
 * Does not check: strategies that do not insist.
 * Source: KubeVirt v1.9 pkg/virt-handler/vm.go (updateLiveMigrationConditions); pkg/util/migrations/migrations.go
 */

import { textOf } from '../../../model/json-member.js';
import type { Invariant } from '../../invariant.js';
import { saysEvent } from '../../life-judges.js';
import { conditionOf, happenings, quoted } from '../../views.js';

/** Judge of `kubevirt/life/hopeless-strategy-is-warned`. */
export const hopelessStrategyIsWarned: Invariant = {
  requirement: 'kubevirt/life/hopeless-strategy-is-warned',
  judge(evidence, say) {
    for (const { event, vmi } of happenings(evidence, 'started')) {
      if (event.protection === 'none' || vmi?.evictionStrategy !== 'LiveMigrate') continue;
      const why = textOf(conditionOf(event.decision.status, 'LiveMigratable')?.message) ?? '';
      const message = `EvictionStrategy is set but vmi is not migratable; ${why}`;
      say.check(saysEvent(event, 'Migrated', message), event, () => `${event.guest}: no event ${quoted(message)}`);
    }
  },
};

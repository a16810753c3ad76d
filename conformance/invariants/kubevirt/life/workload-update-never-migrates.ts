/**
 * Checks: the next step is never a migration, and nothing where evicting is not allowed.
 * Does not check: which eviction strategy then has its word.
 * Source: KubeVirt v1.9 pkg/virt-controller/watch/workload-updater/workload-updater.go (getUpdateData); VEP #80, "Live
 * migrations are currently not supported by either technologies"
 */

import { listOf } from '../../../model/json-member.js';
import type { Invariant } from '../../invariant.js';
import { asked } from '../../request-judges.js';
import { quoted } from '../../views.js';

/** Judge of `kubevirt/life/workload-update-never-migrates`. */
export const workloadUpdateNeverMigrates: Invariant = {
  requirement: 'kubevirt/life/workload-update-never-migrates',
  judge(evidence, say) {
    for (const { event, happening } of asked(evidence, 'workload-update')) {
      if (event.protection === 'none') continue;
      const { next } = event.decision;
      const mayEvict = listOf(happening.body?.methods).includes('Evict');
      const holds = next === 'nothing' || (next === 'stop' && mayEvict);
      say.check(
        holds,
        event,
        () => `the launcher of ${event.guest} is outdated (${quoted(happening.body)}), and the next step is ${next}`,
      );
    }
  },
};

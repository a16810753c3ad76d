/**
 * Checks: misc.current of the cgroup of a guest that ends and of all above it has fallen by one, and no other has changed.
 * Does not check: guests whose key ID is leaked, which keep their charge; guests in the root cgroup.
 * Source: Linux kernel/cgroup/misc.c (misc_cg_uncharge)
 */

import { expectedCharge } from '../../../model/misc-charge.js';
import { usageChanges } from '../../../model/misc-files.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `host/cgroup/release-gives-back`. */
export const cgroupReleaseGivesBack: Invariant = {
  requirement: 'host/cgroup/release-gives-back',
  judge(evidence, say) {
    for (const { event, truth, usageBefore, known } of look(evidence).releases) {
      const { cgroup, protection, usage } = event;
      if (cgroup === undefined || !known || (usage?.leaked ?? 0) > (usageBefore?.leaked ?? 0)) continue;
      const expected = expectedCharge(truth, protection, cgroup);
      if (expected === undefined) continue;
      const wrong = usageChanges(cgroup, expected.pool, (group) => (expected.levels.includes(group) ? -1n : 0n));
      say.check(wrong === undefined, event, () => `${event.guest} ended in ${cgroup.path} of ${event.host}: ${wrong}`);
    }
  },
};

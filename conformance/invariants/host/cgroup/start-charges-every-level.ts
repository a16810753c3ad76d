/**
 * Checks: misc.current of the cgroup of a started guest and of all above it has risen by one, and no other has changed.
 * Does not check: guests in the root cgroup (charge-equals-keys).
 * Source: Linux kernel/cgroup/misc.c (misc_cg_try_charge)
 */

import { expectedCharge } from '../../../model/misc-charge.js';
import { usageChanges } from '../../../model/misc-files.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `host/cgroup/start-charges-every-level`. */
export const cgroupStartChargesEveryLevel: Invariant = {
  requirement: 'host/cgroup/start-charges-every-level',
  judge(evidence, say) {
    for (const { event, truth } of look(evidence).starts) {
      const { cgroup, result, protection } = event;
      const expected = cgroup && result.started ? expectedCharge(truth, protection, cgroup) : undefined;
      if (cgroup === undefined || expected === undefined) continue;
      const wrong = usageChanges(cgroup, expected.pool, (group) => (expected.levels.includes(group) ? 1n : 0n));
      say.check(wrong === undefined, event, () => `${event.guest} started in ${cgroup.path} of ${event.host}: ${wrong}`);
    }
  },
};

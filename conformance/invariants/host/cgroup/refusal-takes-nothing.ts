/**
 * Checks: misc.current of no cgroup has changed after a failed start.
 * Does not check: TDX after a refused charge, which kernels since 6.17 give back all the same; starts that leak a key ID.
 * Source: Linux kernel/cgroup/misc.c (misc_cg_try_charge)
 */

import { chargeRefusals, expectedCharge } from '../../../model/misc-charge.js';
import { usageChanges } from '../../../model/misc-files.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `host/cgroup/refusal-takes-nothing`. */
export const cgroupRefusalTakesNothing: Invariant = {
  requirement: 'host/cgroup/refusal-takes-nothing',
  judge(evidence, say) {
    for (const { event, truth, usageBefore } of look(evidence).starts) {
      const { cgroup, result, protection, usage } = event;
      if (cgroup === undefined || result.started || (usage?.leaked ?? 0) > (usageBefore?.leaked ?? 0)) continue;
      const expected = expectedCharge(truth, protection, cgroup);
      if (expected === undefined || (protection === 'tdx' && chargeRefusals.has(result.cause))) continue;
      const wrong = usageChanges(cgroup, expected.pool, () => 0n);
      say.check(wrong === undefined, event, () => `${event.guest} did not start in ${cgroup.path} of ${event.host}: ${wrong}`);
    }
  },
};

/**
 * Checks: a start within all limits is not refused by the controller, and one beyond any of them does not start.
 * Does not check: hosts whose root cgroup does not show misc.current; who else refuses it.
 * Source: Linux kernel/cgroup/misc.c (misc_cg_try_charge); Linux Documentation/admin-guide/cgroup-v2.rst
 */

import { chargeRefusals, expectedCharge } from '../../../model/misc-charge.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `host/cgroup/limit-holds`. */
export const cgroupLimitHolds: Invariant = {
  requirement: 'host/cgroup/limit-holds',
  judge(evidence, say) {
    for (const { event, truth } of look(evidence).starts) {
      const { cgroup, result, protection } = event;
      const expected = cgroup && expectedCharge(truth, protection, cgroup);
      if (cgroup === undefined || expected === undefined) continue;
      const { refusedAt } = expected;
      const holds = refusedAt === undefined ? result.started || !chargeRefusals.has(result.cause) : !result.started;
      say.check(
        holds,
        event,
        () =>
          `${event.guest} ${result.started ? 'started' : 'was refused'} in ${cgroup.path} of ${event.host}, but one more ${refusedAt === undefined ? 'fits everywhere' : `is too much for ${refusedAt}`}`,
      );
    }
  },
};

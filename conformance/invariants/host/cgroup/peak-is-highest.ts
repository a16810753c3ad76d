/**
 * Checks: misc.peak of each level a charge passed is at least the usage it raised there, that of every other level is as before, and none has fallen.
 * Does not check: kernels without misc.peak; failures that may come before or after the charge are only checked for a fall.
 * Source: Linux kernel/cgroup/misc.c (misc_cg_update_watermark), commit 1028f391d5f9
 */

import type { CgroupLook } from '../../../../sim/contracts/evidence.js';
import type { KeyPool } from '../../../../sim/contracts/protection.js';
import { expectedCharge, triedToCharge } from '../../../model/misc-charge.js';
import { shownIn } from '../../../model/misc-files.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `host/cgroup/peak-is-highest`. */
export const cgroupPeakIsHighest: Invariant = {
  requirement: 'host/cgroup/peak-is-highest',
  judge(evidence, say) {
    for (const { event, truth } of look(evidence).starts) {
      const { cgroup, result, protection } = event;
      const expected = cgroup && expectedCharge(truth, protection, cgroup);
      if (cgroup === undefined || expected === undefined) continue;
      const tried = triedToCharge(protection, result);
      for (const level of expected.levels) {
        const found = shownIn(cgroup.after, level, 'peak', expected.pool);
        if (found === undefined) continue;
        const before = shownIn(cgroup.before, level, 'peak', expected.pool) ?? 0n;
        const raised = tried === 'yes' && expected.passed.includes(level);
        const peak = raised ? highest(before, level, cgroup, expected.pool) : before;
        const holds = tried === 'maybe' ? found >= before : found === peak;
        say.check(
          holds,
          event,
          () => `${event.host}: misc.peak of ${level} shows ${found} after ${event.guest}, expected ${peak}`,
        );
      }
    }
  },
};

function highest(before: bigint, level: string, look: CgroupLook, pool: KeyPool): bigint {
  const usage = BigInt.asUintN(64, (shownIn(look.before, level, 'current', pool) ?? 0n) + 1n);
  return usage > before ? usage : before;
}

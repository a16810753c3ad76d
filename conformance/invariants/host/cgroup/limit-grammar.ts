/**
 * Checks: what a write to misc.max is answered with, and what misc.max shows of every resource afterwards.
 * Does not check: the root cgroup, which has no misc.max; hosts without the controller; white space other than that of ASCII.
 * Source: Linux kernel/cgroup/misc.c (misc_cg_max_write); Linux lib/kstrtox.c
 */

import { keyPools } from '../../../../sim/contracts/protection.js';
import { shownIn, unlimited } from '../../../model/misc-files.js';
import { maxWritten } from '../../../model/misc-max.js';
import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `host/cgroup/limit-grammar`. */
export const cgroupLimitGrammar: Invariant = {
  requirement: 'host/cgroup/limit-grammar',
  judge(evidence, say) {
    for (const { event, truth } of look(evidence).limitWrites) {
      const { group, written, errno, before, after } = event;
      if (group === '/' || !truth.cgroup.miscController) continue;
      const expected = maxWritten(written, truth);
      const wanted = 'errno' in expected ? expected.errno : undefined;
      say.check(
        errno === wanted,
        event,
        () =>
          `${event.host}: writing ${quoted(written)} to misc.max came to ${errno ?? 'success'}, expected ${wanted ?? 'success'}`,
      );
      for (const pool of keyPools) {
        const found = shownIn(after, group, 'max', pool);
        if (found === undefined) continue;
        const max =
          'pool' in expected && expected.pool === pool ? expected.max : (shownIn(before, group, 'max', pool) ?? unlimited);
        say.check(
          found === max,
          event,
          () => `${event.host}: misc.max of ${group} shows ${pool} ${found} after ${quoted(written)}, expected ${max}`,
        );
      }
    }
  },
};

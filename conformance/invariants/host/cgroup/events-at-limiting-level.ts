/**
 * Checks: of the cgroups on the way to the root, misc.events.local has risen by one at the limiting one alone, and misc.events there and at all above it below the root; nothing where nothing was refused.
 * Does not check: kernels without these files; failures that may come before or after the charge.
 * Source: Linux kernel/cgroup/misc.c (misc_cg_event)
 */

import { expectedCharge, triedToCharge } from '../../../model/misc-charge.js';
import { shownIn } from '../../../model/misc-files.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `host/cgroup/events-at-limiting-level`. */
export const cgroupEventsAtLimitingLevel: Invariant = {
  requirement: 'host/cgroup/events-at-limiting-level',
  judge(evidence, say) {
    for (const { event, truth } of look(evidence).starts) {
      const { cgroup, result, protection } = event;
      const expected = cgroup && expectedCharge(truth, protection, cgroup);
      if (cgroup === undefined || expected === undefined) continue;
      const tried = triedToCharge(protection, result);
      if (tried === 'maybe') continue;
      const limiting = tried === 'yes' ? expected.levels.indexOf(expected.refusedAt ?? '') : -1;
      for (const [index, level] of expected.levels.entries()) {
        if (level === '/') continue;
        const refusedElsewhere = expected.refusedAt === '/' || limiting < 0;
        const wanted = {
          events: !refusedElsewhere && index >= limiting,
          'events.local': !refusedElsewhere && index === limiting,
        };
        for (const file of ['events', 'events.local'] as const) {
          const found = shownIn(cgroup.after, level, file, expected.pool);
          if (found === undefined) continue;
          const count = (shownIn(cgroup.before, level, file, expected.pool) ?? 0n) + (wanted[file] ? 1n : 0n);
          say.check(
            found === count,
            event,
            () => `${event.host}: misc.${file} of ${level} shows ${found} after ${event.guest}, expected ${count}`,
          );
        }
      }
    }
  },
};

/**
 * Checks: the files of a cgroup that was made by a write to its misc.max: usage, peak and events are 0, and so is every limit but the written one unlimited.
 * Does not check: cgroups made by a start, whose files show the charge as well.
 * Source: Linux include/linux/misc_cgroup.h; Linux kernel/cgroup/misc.c (misc_cg_alloc)
 */

import { keyPools } from '../../../../sim/contracts/protection.js';
import { groupsIn, shownIn, unlimited } from '../../../model/misc-files.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `host/cgroup/new-group-is-empty`. */
export const cgroupNewGroupIsEmpty: Invariant = {
  requirement: 'host/cgroup/new-group-is-empty',
  judge(evidence, say) {
    for (const { event } of look(evidence).limitWrites) {
      const known = groupsIn(event.before);
      for (const group of groupsIn(event.after)) {
        if (known.includes(group)) continue;
        for (const pool of keyPools) {
          const shown = (['current', 'peak', 'events', 'events.local'] as const).map(
            (file) => shownIn(event.after, group, file, pool) ?? 0n,
          );
          const max = group === event.group ? unlimited : (shownIn(event.after, group, 'max', pool) ?? unlimited);
          const holds = shown.every((count) => count === 0n) && max === unlimited;
          say.check(
            holds,
            event,
            () => `${event.host}: the new cgroup ${group} shows ${shown.join(', ')} of ${pool}, expected nothing`,
          );
        }
      }
    }
  },
};

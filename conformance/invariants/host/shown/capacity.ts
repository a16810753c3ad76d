/**
 * Checks: the text of misc.capacity, where the root cgroup is seen.
 * Does not check: whether the capacity is right (host/keys); cgroups seen from inside.
 * Source: Linux kernel/cgroup/misc.c (misc_cg_capacity_show)
 */

import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `host/shown/capacity`. */
export const shownCapacity: Invariant = {
  requirement: 'host/shown/capacity',
  judge(evidence, say) {
    for (const event of look(evidence).inspections) {
      const found = event.files['/sys/fs/cgroup/misc.capacity'];
      if (found === undefined) continue;
      const { kernel, miscCapacity } = event.truth;
      const lines = kernel.view.miscResources.map((pool) => (miscCapacity[pool] ? `${pool} ${miscCapacity[pool]}\n` : ''));
      say.check(
        found === lines.join(''),
        event,
        () => `${event.host}: misc.capacity shows ${quoted(found)}, expected ${quoted(lines.join(''))}`,
      );
    }
  },
};

/**
 * Checks: misc.current of the root cgroup, where it is seen.
 * Does not check: TDX after a charge was refused, which kernels since 6.17 give back once too often.
 * Source: Linux kernel/cgroup/misc.c (misc_cg_current_show); Linux arch/x86/kvm/svm/sev.c (sev_misc_cg_try_charge)
 */

import type { InspectEvent } from '../../../../sim/contracts/evidence.js';
import type { KeyPool } from '../../../../sim/contracts/protection.js';
import { tdxChargeRefused } from '../../../model/misc-charge.js';
import { shownIn } from '../../../model/misc-files.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `host/shown/usage`. */
export const shownUsage: Invariant = {
  requirement: 'host/shown/usage',
  judge(evidence, say) {
    for (const event of look(evidence).inspections) {
      const text = event.files['/sys/fs/cgroup/misc.current'];
      if (text === undefined) continue;
      for (const pool of event.truth.kernel.view.miscResources) {
        const capacity = event.truth.miscCapacity[pool];
        if (capacity === undefined || (pool === 'tdx' && tdxChargeRefused(evidence, event.host))) continue;
        const found = shownIn({ '/misc.current': text }, '/', 'current', pool);
        const held = heldOf(event, pool);
        say.check(
          found === held,
          event,
          () => `${event.host}: misc.current shows "${pool} ${found}", but ${held} key IDs are held`,
        );
      }
    }
  },
};

function heldOf({ truth, usage }: InspectEvent, pool: KeyPool): bigint {
  const ranges = usage.filter((_, index) => truth.keyRanges[index]?.pool === pool);
  return BigInt(ranges.reduce((sum, { inUse, leaked }) => sum + inUse + leaked, 0));
}

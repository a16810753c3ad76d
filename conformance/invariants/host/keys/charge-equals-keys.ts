/**
 * Checks: at the end, the charge of each registered resource against usage, as the kernel prints it.
 * Does not check: charges of child groups; kernels without the controller.
 * Source: Linux kernel/cgroup/misc.c; Linux arch/x86/kvm/svm/sev.c (sev_misc_cg_try_charge), where a pending ASID is no
 * longer charged
 */

import { keyPools } from '../../../../sim/contracts/protection.js';
import { tdxChargeRefused } from '../../../model/misc-charge.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `host/keys/charge-equals-keys`. */
export const chargeEqualsKeys: Invariant = {
  requirement: 'host/keys/charge-equals-keys',
  judge(evidence, say) {
    const { hosts, end } = look(evidence);
    for (const { name, pools } of hosts) {
      for (const pool of keyPools) {
        const usage = evidence.end.hosts[name]?.usage[pool];
        if (usage === undefined || pools.truth.miscCapacity[pool] === undefined || !pools.truth.cgroup.miscController) continue;
        if (pool === 'tdx' && tdxChargeRefused(evidence, name)) continue;
        const [expected, charged] = [String(usage.inUse + usage.leaked), evidence.end.hosts[name]?.charged[pool] ?? '0'];
        say.check(
          charged === expected,
          end,
          () => `${name}: misc.current shows "${pool} ${charged}", but ${expected} key IDs are held`,
        );
      }
    }
  },
};

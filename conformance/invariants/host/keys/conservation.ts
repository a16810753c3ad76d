/**
 * Checks: after each start and release, and at the end, the four numbers are not negative and add up to the size of the
 * range.
 * Does not check: which ids they are.
 * Source: Linux arch/x86/kvm/svm/sev.c (sev_asid_new, sev_asid_free); Linux arch/x86/kvm/vmx/tdx.c (tdx_guest_keyid_alloc)
 */

import { type KeyPool, keyPools } from '../../../../sim/contracts/protection.js';
import type { BootTruth, KeyUsageTruth } from '../../../../sim/contracts/truth.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `host/keys/conservation`. */
export const keysAreConserved: Invariant = {
  requirement: 'host/keys/conservation',
  judge(evidence, say) {
    const { starts, releases, hosts, end } = look(evidence);
    for (const { event, range } of [...starts, ...releases]) {
      const { usage } = event;
      if (usage === undefined || range === undefined) continue;
      say.check(
        addsUp(usage, range.size),
        event,
        () => `${event.host}: ${JSON.stringify(usage)} is not ${range.size} key IDs (${range.pool})`,
      );
    }
    for (const { name, pools } of hosts) {
      for (const pool of keyPools) {
        const usage = evidence.end.hosts[name]?.usage[pool];
        if (usage === undefined) continue;
        const size = sizeOf(pools.truth, pool);
        say.check(
          addsUp(usage, size),
          end,
          () => `${name}: at the end ${JSON.stringify(usage)} is not ${size} key IDs (${pool})`,
        );
      }
    }
  },
};

function addsUp({ free, inUse, pending, leaked }: KeyUsageTruth, size: number): boolean {
  return Math.min(free, inUse, pending, leaked) >= 0 && free + inUse + pending + leaked === size;
}

/** Ranges that share a misc resource are counted together. */
function sizeOf(truth: BootTruth, pool: KeyPool): number {
  let size = 0;
  for (const range of truth.keyRanges) if (range.pool === pool) size += range.size;
  return size;
}

/**
 * Checks: at the end, key IDs in use of every pool against the guests that were started and not released.
 * Does not check: key IDs that were leaked on the way (released-key-returns).
 * Source: Linux arch/x86/kvm/svm/sev.c (sev_asid_free); Linux arch/x86/kvm/vmx/tdx.c (tdx_mmu_release_hkid)
 */

import { type KeyPool, keyPools } from '../../../../sim/contracts/protection.js';
import type { KeyPools } from '../../../model/key-pools.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `host/keys/come-home`. */
export const keysComeHome: Invariant = {
  requirement: 'host/keys/come-home',
  judge(evidence, say) {
    const { hosts, end } = look(evidence);
    for (const { name, pools } of hosts) {
      for (const pool of keyPools) {
        const usage = evidence.end.hosts[name]?.usage[pool];
        if (usage === undefined) continue;
        const held = heldBy(pools, pool);
        say.check(
          usage.inUse === held,
          end,
          () => `${name}: ${usage.inUse} key IDs (${pool}) are in use at the end, but ${held} guests run that hold one`,
        );
      }
    }
  },
};

function heldBy(pools: KeyPools, pool: KeyPool): number {
  let held = 0;
  for (const range of pools.truth.keyRanges) {
    const [protection] = range.protections;
    if (range.pool === pool && protection !== undefined) held += pools.inUse(protection);
  }
  return held;
}

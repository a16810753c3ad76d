/**
 * Checks: at the end, the books of the node against bound pods, and those of the kernel against running guests.
 * Does not check: key IDs that a fault of the host has leaked, which the kernel no longer counts as in use.
 * Source: Kubernetes pkg/scheduler/backend/cache/cache.go; Linux arch/x86/kvm/svm/sev.c, arch/x86/kvm/vmx/tdx.c
 */
import type { ConfidentialProtection, KeyPool } from '../../../../sim/contracts/protection.js';
import { kataKeyResource, kataProtections } from '../../../model/kata-names.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kata/life/no-key-leaked`. */
export const kataLifeNoKeyLeaked: Invariant = {
  requirement: 'kata/life/no-key-leaked',
  judge(evidence, say) {
    const step = evidence.case.commands.length - 1;
    for (const [name, { used, running, usage }] of Object.entries(evidence.end.hosts)) {
      for (const protection of kataProtections) {
        const bound = evidence.end.guests.filter(({ host }) => host === name);
        const counted = used[kataKeyResource[protection]] ?? 0;
        const mine = bound.filter((guest) => guest.protection === protection).length;
        if (counted === 0 && mine === 0 && (running[protection] ?? 0) === 0) continue;
        say.check(counted <= mine, { step }, () => `${name} counts ${counted} ${kataKeyResource[protection]} for ${mine} pods`);
      }
      for (const [pool, ofPool] of Object.entries(drawnFrom)) {
        const inUse = usage[pool as KeyPool]?.inUse ?? 0;
        const runs = ofPool.reduce((sum, protection) => sum + (running[protection] ?? 0), 0);
        if (inUse > 0)
          say.check(inUse <= runs, { step }, () => `${name} has ${inUse} key IDs of ${pool} in use for ${runs} guests`);
      }
    }
  },
};

/** Who draws from which pool. */
const drawnFrom: Readonly<Record<string, readonly ConfidentialProtection[]>> = { sev_es: ['sev-es', 'snp'], tdx: ['tdx'] };

/**
 * Checks: of two guests that are alike, one claimed under a ratio of one and one under another ratio, the second has that many times the
 * overhead of the first, within the thousands Kubernetes rounds to.
 * Does not check: whether the overhead is right before it is multiplied (memory-overhead).
 * Source: KubeVirt v1.9 pkg/hypervisor/kvm/hypervisorbackend.go ("Multiplying the ratio is expected to be the last calculation")
 */

import { overheadRatio } from '../../../model/cluster-config.js';
import { guestKey } from '../../../model/gate-switching.js';
import { multipliedRoundingBytes } from '../../../model/memory-overhead.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/scheduling/overhead-ratio`. */
export const overheadRatioReachesEverything: Invariant = {
  requirement: 'kubevirt/scheduling/overhead-ratio',
  judge(evidence, say) {
    const { placements } = look(evidence);
    const scaled = placements.filter(({ claimedUnder }) => overheadRatio(claimedUnder) !== 1);
    if (scaled.length === 0) return;
    const plain = placements.filter(({ claimedUnder }) => overheadRatio(claimedUnder) === 1);
    const once = new Map(plain.map(({ event, object }) => [guestKey(object), event] as const));
    for (const { event, object, claimedUnder } of scaled) {
      const other = once.get(guestKey(object));
      if (other === undefined) continue;
      const ratio = overheadRatio(claimedUnder);
      const [found, expected] = [event.claim.overheadBytes, other.claim.overheadBytes * ratio];
      say.check(
        Math.abs(found - expected) <= multipliedRoundingBytes(ratio),
        event,
        () =>
          `${event.guest} has ${found} bytes of overhead, expected ${ratio} times the ${other.claim.overheadBytes} of ${other.guest}`,
      );
    }
  },
};

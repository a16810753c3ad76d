/**
 * Checks: overheadBytes against the formula, within two bytes of rounding, where the cluster multiplies it by one.
 * Does not check: other ratios (overhead-ratio); requests with guaranteed resources, probes or reserved overhead.
 * Source: KubeVirt v1.9 pkg/hypervisor/kvm/hypervisorbackend.go (GetMemoryOverhead)
 */

import { overheadRatio } from '../../../model/cluster-config.js';
import { memoryOverheadBytes, overheadRoundingBytes } from '../../../model/memory-overhead.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/scheduling/memory-overhead`. */
export const memoryOverheadFollowsFormula: Invariant = {
  requirement: 'kubevirt/scheduling/memory-overhead',
  judge(evidence, say) {
    for (const { event, vmi, claimedUnder } of look(evidence).placements) {
      if (vmi.unusualMemory || overheadRatio(claimedUnder) !== 1) continue;
      const expected = memoryOverheadBytes(vmi);
      const found = event.claim.overheadBytes;
      const holds = Math.abs(found - expected) <= overheadRoundingBytes;
      say.check(holds, event, () => `${event.guest} (${event.protection}) has ${found} bytes of overhead, expected ${expected}`);
    }
  },
};

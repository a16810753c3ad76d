/**
 * Checks: overheadBytes of the claim against the formula, to within the rounding of Kubernetes quantities.
 * Does not check: the cluster-wide overhead ratio, dedicated CPUs, probes, passed-through devices.
 * Source: KubeVirt v1.9 pkg/hypervisor/kvm/hypervisorbackend.go (GetMemoryOverhead)
 */

import { overheadIsScaled } from '../../../model/cluster-config.js';
import { memoryOverheadBytes, overheadRoundingBytes } from '../../../model/memory-overhead.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/scheduling/memory-overhead`. */
export const memoryOverheadFollowsFormula: Invariant = {
  requirement: 'kubevirt/scheduling/memory-overhead',
  judge(evidence, say) {
    for (const { event, vmi, config } of look(evidence).placements) {
      if (vmi.unusualMemory || overheadIsScaled(config)) continue;
      const expected = memoryOverheadBytes(vmi);
      const found = event.claim.overheadBytes;
      const holds = Math.abs(found - expected) <= overheadRoundingBytes;
      say.check(holds, event, () => `${event.guest} (${event.protection}) has ${found} bytes of overhead, expected ${expected}`);
    }
  },
};

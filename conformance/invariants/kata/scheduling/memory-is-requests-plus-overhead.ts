/**
 * Checks: memory of the claim against the admitted pod.
 * Does not check: whether the overhead is right (admission).
 * Source: Kubernetes pkg/api/v1/resource/helpers.go (PodRequests)
 */
import { quantity } from '../../../model/kata-pod.js';
import type { Invariant } from '../../invariant.js';
import { lookAtKata } from '../../kata-views.js';

/** Judge of `kata/scheduling/memory-is-requests-plus-overhead`. */
export const kataSchedulingMemoryIsRequestsPlusOverhead: Invariant = {
  requirement: 'kata/scheduling/memory-is-requests-plus-overhead',
  judge(evidence, say) {
    for (const { event, guest } of lookAtKata(evidence).placements) {
      const { pod } = guest;
      const wanted = pod.memoryRequest + (quantity(pod.overhead?.memory) ?? 0);
      const { memoryBytes } = event.claim;
      say.check(memoryBytes === wanted, event, () => `${event.guest} takes ${memoryBytes} bytes, expected ${wanted}`);
    }
  },
};

/**
 * Checks: memory requested by all containers together.
 * Does not check: CPUs.
 * Source: Kubernetes pkg/apis/core/v1/defaults.go (SetDefaults_Pod)
 */
import type { Json } from '../../../../sim/core/json.js';
import { member } from '../../../model/json-member.js';
import { quantity } from '../../../model/kata-pod.js';
import type { Invariant } from '../../invariant.js';
import { admittedPods } from '../../kata-pod-judges.js';

/** Judge of `kata/admission/limits-become-requests`. */
export const kataAdmissionLimitsBecomeRequests: Invariant = {
  requirement: 'kata/admission/limits-become-requests',
  judge(evidence, say) {
    for (const { event, asked, admitted } of admittedPods(evidence)) {
      const wanted = asked.containers.reduce<number>((sum, container) => sum + requested(container), 0);
      say.check(
        admitted.memoryRequest === wanted,
        event,
        () => `${event.guest} requests ${admitted.memoryRequest} bytes, expected ${wanted}`,
      );
    }
  },
};

function requested(container: Json): number {
  const [request, limit] = ['requests', 'limits'].map((kind) => quantity(member(container, 'resources', kind, 'memory')));
  return request ?? limit ?? 0;
}

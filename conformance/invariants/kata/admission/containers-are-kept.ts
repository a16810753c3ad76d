/**
 * Checks: names, images and limits of containers.
 * Does not check: members that are filled in.
 * Source: Kubernetes API conventions
 */
import { contains, member } from '../../../model/json-member.js';
import type { Invariant } from '../../invariant.js';
import { admittedPods } from '../../kata-pod-judges.js';
import { quoted } from '../../views.js';

/** Judge of `kata/admission/containers-are-kept`. */
export const kataAdmissionContainersAreKept: Invariant = {
  requirement: 'kata/admission/containers-are-kept',
  judge(evidence, say) {
    for (const { event, admitted } of admittedPods(evidence)) {
      const isKept = contains(
        member(event.decision.allowed ? event.decision.guest : {}, 'spec', 'containers'),
        member(event.request, 'spec', 'containers'),
      );
      say.check(isKept, event, () => `${event.guest} now has the containers ${quoted([...admitted.containers])}`);
    }
  },
};

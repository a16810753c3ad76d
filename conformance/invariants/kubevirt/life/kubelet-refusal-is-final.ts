/**
 * Checks: phase Failed and the kubelet's reason in status.reason.
 * Does not check: whether somebody makes it anew (machine-is-made-anew).
 * Source: Kubernetes pkg/kubelet/cm/devicemanager/manager.go (UnexpectedAdmissionError); KubeVirt v1.9
 * pkg/virt-controller/watch/vmi/lifecycle.go
 */

import type { Invariant } from '../../invariant.js';
import { look, phaseOf, quoted } from '../../views.js';

/** Judge of `kubevirt/life/kubelet-refusal-is-final`. */
export const kubeletRefusalIsFinal: Invariant = {
  requirement: 'kubevirt/life/kubelet-refusal-is-final',
  judge(evidence, say) {
    for (const { event } of look(evidence).happenings) {
      const { happening, decision } = event;
      if (happening.what !== 'kubelet-refused') continue;
      const { status } = decision;
      const holds = phaseOf(status) === 'Failed' && status.reason === happening.reason;
      say.check(
        holds,
        event,
        () => `${event.guest} was refused by the kubelet (${happening.reason}), but is shown as ${quoted(status)}`,
      );
    }
  },
};

/**
 * Checks: the next step is not to start it, and no rendering or start follows before it is placed again.
 * Does not check: other guests.
 * Source: Kubernetes pkg/kubelet/cm/devicemanager/manager.go (UnexpectedAdmissionError); KubeVirt v1.9
 * pkg/virt-controller/watch/vmi/lifecycle.go
 */

import type { TraceEvent } from '../../../../sim/contracts/evidence.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `kubevirt/life/kubelet-refused-is-not-started`. */
export const kubeletRefusedIsNotStarted: Invariant = {
  requirement: 'kubevirt/life/kubelet-refused-is-not-started',
  judge(evidence, say) {
    const refused = new Map<string, TraceEvent>();
    for (const event of evidence.trace) {
      if (event.event === 'kubelet') {
        if (event.admitted) refused.delete(event.guest);
        else refused.set(event.guest, event);
      } else if (event.event === 'run' && event.happening.what === 'kubelet-refused') {
        const { next } = event.decision;
        say.check(next !== 'start', event, () => `the kubelet refused the pod of ${event.guest}, but the next step is ${next}`);
      } else if (event.event === 'render' || (event.event === 'start' && !event.outside)) {
        const { guest, host } = event;
        say.check(!refused.has(guest), event, () => `${guest} is started on ${host}, although the kubelet refused its pod`);
      }
    }
  },
};
//IMPORT import type { TraceEvent } from '../../../../sim/contracts/evidence.js';

/**
 * Checks: the next step is never recreate.
 * Does not check: machines, replica sets and pools.
 * Source: KubeVirt v1.9 pkg/virt-controller/watch/vm/vm.go (syncRunStrategy), watch/replicaset
 */

import type { Invariant } from '../../invariant.js';
import { formed } from '../../life-judges.js';

/** Judge of `kubevirt/life/instance-stays-over`. */
export const instanceStaysOver: Invariant = {
  requirement: 'kubevirt/life/instance-stays-over',
  judge(evidence, say) {
    for (const { event, form } of formed(evidence)) {
      const { happening, decision } = event;
      if (form !== 'instance' || (happening.what !== 'stopped' && happening.what !== 'kubelet-refused')) continue;
      say.check(decision.next !== 'recreate', event, () => `${event.guest} is an instance of its own, but is made anew`);
    }
  },
};

/**
 * Checks: after a refusal by the kubelet, a crash, an eviction and the loss of the node the next step is recreate.
 * Does not check: whether the new one finds a place; manifests written by hand.
 * Source: KubeVirt v1.9 pkg/virt-controller/watch/vm/vm.go (syncRunStrategy), watch/replicaset
 */

import type { Happening } from '../../../../sim/contracts/subject.js';
import type { Invariant } from '../../invariant.js';
import { formed, isFinal } from '../../life-judges.js';

/** Judge of `kubevirt/life/machine-is-made-anew`. */
export const machineIsMadeAnew: Invariant = {
  requirement: 'kubevirt/life/machine-is-made-anew',
  judge(evidence, say) {
    for (const { event, form, before } of formed(evidence)) {
      const { happening, decision } = event;
      if (form === 'instance' || form === 'manifest' || !endsUnasked(happening) || isFinal(before)) continue;
      const { next } = decision;
      say.check(
        next === 'recreate',
        event,
        () => `${event.guest} (${form}) ended (${happening.what}), but the next step is ${next}`,
      );
    }
  },
};

function endsUnasked(happening: Happening): boolean {
  return happening.what === 'kubelet-refused' || (happening.what === 'stopped' && happening.by !== 'user');
}

/**
 * Checks: the extended resource in spec.overhead.
 * Does not check: clusters without the rules.
 * Source: kata-containers tools/packaging/kata-deploy/helm-chart/kata-deploy/templates/runtimeclasses.yaml
 */
import { countsKeys, kataKeyResource } from '../../../model/kata-names.js';
import { quantity } from '../../../model/kata-pod.js';
import type { Invariant } from '../../invariant.js';
import { admittedPods } from '../../kata-pod-judges.js';

/** Judge of `kata/admission/overhead-takes-a-key`. */
export const kataAdmissionOverheadTakesAKey: Invariant = {
  requirement: 'kata/admission/overhead-takes-a-key',
  judge(evidence, say) {
    for (const { event, admitted, class: known } of admittedPods(evidence)) {
      if (known.protection === 'none' || !countsKeys(event.config)) continue;
      const resource = kataKeyResource[known.protection];
      const found = quantity(admitted.overhead?.[resource]);
      say.check(found === 1, event, () => `${event.guest} asks for ${found ?? 'no'} ${resource}, expected 1`);
    }
  },
};

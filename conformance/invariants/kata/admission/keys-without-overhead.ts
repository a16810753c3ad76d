/**
 * Checks: the extended resource in spec.overhead where overheads are off and the rules on.
 * Does not check: the sizes, which are absent then.
 * Source: kata-containers tools/packaging/kata-deploy/helm-chart/kata-deploy/templates/runtimeclasses.yaml: the key request
 * stays when overheads are off
 */
import { countsKeys, hasOverhead, kataKeyResource } from '../../../model/kata-names.js';
import { quantity } from '../../../model/kata-pod.js';
import type { Invariant } from '../../invariant.js';
import { admittedPods } from '../../kata-pod-judges.js';

/** Judge of `kata/admission/keys-without-overhead`. */
export const kataAdmissionKeysWithoutOverhead: Invariant = {
  requirement: 'kata/admission/keys-without-overhead',
  judge(evidence, say) {
    for (const { event, admitted, class: known } of admittedPods(evidence)) {
      if (known.protection === 'none' || hasOverhead(event.config) || !countsKeys(event.config)) continue;
      const found = quantity(admitted.overhead?.[kataKeyResource[known.protection]]);
      say.check(found === 1, event, () => `${event.guest} asks for ${found ?? 'no'} key IDs, expected 1`);
    }
  },
};

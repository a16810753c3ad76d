/**
 * Checks: absence of extended resources in spec.overhead.
 * Does not check: clusters with the rules.
 * Source: kata-containers tools/packaging/kata-deploy/helm-chart/kata-deploy/templates/runtimeclasses.yaml
 */
import { countsKeys, kataKeyResource } from '../../../model/kata-names.js';
import type { Invariant } from '../../invariant.js';
import { admittedPods } from '../../kata-pod-judges.js';

/** Judge of `kata/admission/no-key-without-rules`. */
export const kataAdmissionNoKeyWithoutRules: Invariant = {
  requirement: 'kata/admission/no-key-without-rules',
  judge(evidence, say) {
    for (const { event, admitted } of admittedPods(evidence)) {
      if (countsKeys(event.config)) continue;
      const asked = Object.values(kataKeyResource).find((resource) => admitted.overhead?.[resource] !== undefined);
      say.check(asked === undefined, event, () => `${event.guest} asks for ${asked}, which no node offers`);
    }
  },
};

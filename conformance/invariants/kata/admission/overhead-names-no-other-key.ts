/**
 * Checks: no esids for TDX pods, no TDX keys for SNP pods, neither for others.
 * Does not check: how many of the own kind.
 * Source: kata-containers tools/packaging/kata-deploy/helm-chart/kata-deploy/templates/runtimeclasses.yaml
 */
import { kataKeyResource, kataProtections } from '../../../model/kata-names.js';
import type { Invariant } from '../../invariant.js';
import { admittedPods } from '../../kata-pod-judges.js';

/** Judge of `kata/admission/overhead-names-no-other-key`. */
export const kataAdmissionOverheadNamesNoOtherKey: Invariant = {
  requirement: 'kata/admission/overhead-names-no-other-key',
  judge(evidence, say) {
    for (const { event, admitted, class: known } of admittedPods(evidence)) {
      const other = kataProtections.find(
        (each) => each !== known.protection && admitted.overhead?.[kataKeyResource[each]] !== undefined,
      );
      say.check(other === undefined, event, () => `${event.guest} (${known.protection}) asks for a key ID of ${other}`);
    }
  },
};

/**
 * Checks: absence of memory and CPU in spec.overhead where overheads are off.
 * Does not check: key IDs.
 * Source: kata-containers tools/packaging/kata-deploy/helm-chart/kata-deploy/templates/runtimeclasses.yaml
 */
import { hasOverhead } from '../../../model/kata-names.js';
import type { Invariant } from '../../invariant.js';
import { admittedPods } from '../../kata-pod-judges.js';
import { quoted } from '../../views.js';

/** Judge of `kata/admission/no-overhead-when-off`. */
export const kataAdmissionNoOverheadWhenOff: Invariant = {
  requirement: 'kata/admission/no-overhead-when-off',
  judge(evidence, say) {
    for (const { event, admitted } of admittedPods(evidence)) {
      if (hasOverhead(event.config)) continue;
      const { memory, cpu } = admitted.overhead ?? {};
      say.check(
        memory === undefined && cpu === undefined,
        event,
        () => `${event.guest} has an overhead of ${quoted(memory)} and ${quoted(cpu)}`,
      );
    }
  },
};

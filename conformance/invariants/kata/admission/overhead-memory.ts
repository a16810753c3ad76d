/**
 * Checks: memory of spec.overhead by class.
 * Does not check: clusters without overheads.
 * Source: kata-containers tools/packaging/kata-deploy/helm-chart/kata-deploy/templates/runtimeclasses.yaml
 */
import { hasOverhead } from '../../../model/kata-names.js';
import { quantity } from '../../../model/kata-pod.js';
import type { Invariant } from '../../invariant.js';
import { admittedPods } from '../../kata-pod-judges.js';
import { quoted } from '../../views.js';

/** Judge of `kata/admission/overhead-memory`. */
export const kataAdmissionOverheadMemory: Invariant = {
  requirement: 'kata/admission/overhead-memory',
  judge(evidence, say) {
    for (const { event, admitted, class: known } of admittedPods(evidence)) {
      if (!hasOverhead(event.config)) continue;
      const found = quantity(admitted.overhead?.memory);
      say.check(
        found === known.memoryBytes,
        event,
        () => `${event.guest} has ${quoted(found)} bytes of overhead, expected ${known.memoryBytes}`,
      );
    }
  },
};

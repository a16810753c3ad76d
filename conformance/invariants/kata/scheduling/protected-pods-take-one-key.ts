/**
 * Checks: the claim of every pod of kata-qemu-snp and kata-qemu-tdx.
 * Does not check: what other resources it takes.
 * Source: kata-containers tools/packaging/kata-deploy/helm-chart/kata-deploy/templates/runtimeclasses.yaml
 */
import { countsKeys, kataKeyResource } from '../../../model/kata-names.js';
import type { Invariant } from '../../invariant.js';
import { lookAtKata } from '../../kata-views.js';

/** Judge of `kata/scheduling/protected-pods-take-one-key`. */
export const kataSchedulingProtectedPodsTakeOneKey: Invariant = {
  requirement: 'kata/scheduling/protected-pods-take-one-key',
  judge(evidence, say) {
    for (const { event, guest } of lookAtKata(evidence).placements) {
      const { protection } = guest.class;
      if (protection === 'none' || !countsKeys(guest.config)) continue;
      const taken = event.claim.resources[kataKeyResource[protection]];
      say.check(taken === 1, event, () => `${event.guest} takes ${taken ?? 'no'} ${kataKeyResource[protection]}, expected 1`);
    }
  },
};

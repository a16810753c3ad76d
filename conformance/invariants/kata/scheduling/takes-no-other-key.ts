/**
 * Checks: all other key resources in the claim.
 * Does not check: how many of the own kind.
 * Source: kata-containers tools/packaging/kata-deploy/helm-chart/kata-deploy/templates/runtimeclasses.yaml
 */
import { kataKeyResource, kataProtections } from '../../../model/kata-names.js';
import type { Invariant } from '../../invariant.js';
import { lookAtKata } from '../../kata-views.js';

/** Judge of `kata/scheduling/takes-no-other-key`. */
export const kataSchedulingTakesNoOtherKey: Invariant = {
  requirement: 'kata/scheduling/takes-no-other-key',
  judge(evidence, say) {
    for (const { event, guest } of lookAtKata(evidence).placements) {
      const other = kataProtections.find(
        (each) => each !== guest.class.protection && (event.claim.resources[kataKeyResource[each]] ?? 0) > 0,
      );
      say.check(other === undefined, event, () => `${event.guest} (${guest.class.protection}) takes a key ID of ${other}`);
    }
  },
};

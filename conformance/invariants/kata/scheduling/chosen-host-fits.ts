/**
 * Checks: labels, units, memory and whether the node is closed.
 * Does not check: the number of pods on a node; CPUs.
 * Source: Kubernetes pkg/scheduler/framework/plugins/noderesources/fit.go
 */
import type { Invariant } from '../../invariant.js';
import { fitsShown } from '../../kata-place-judges.js';
import { lookAtKata } from '../../kata-views.js';

/** Judge of `kata/scheduling/chosen-host-fits`. */
export const kataSchedulingChosenHostFits: Invariant = {
  requirement: 'kata/scheduling/chosen-host-fits',
  judge(evidence, say) {
    for (const { event } of lookAtKata(evidence).placements) {
      const { decision, claim, hosts } = event;
      if (!decision.placed) continue;
      const host = hosts.find(({ name }) => name === decision.host);
      const fits = host !== undefined && fitsShown(claim, host);
      say.check(fits, event, () => `${event.guest} was placed on ${decision.host}, which does not fit`);
    }
  },
};

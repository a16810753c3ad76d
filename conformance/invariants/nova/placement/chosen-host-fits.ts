/**
 * Checks: by what the scheduler was shown, what a placed guest takes is one of the allocation candidates of the chosen
 * host.
 * Does not check: whether what it was shown is true (chosen-host-can-launch).
 * Source: Nova 34.0.0 nova/scheduler/manager.py, placement placement/handlers/allocation_candidate.py
 */

import type { Invariant } from '../../invariant.js';
import { placed, sameUnits } from '../../nova-placement-judges.js';

/** Judge of `nova/placement/chosen-host-fits`. */
export const novaPlacementChosenHostFits: Invariant = {
  requirement: 'nova/placement/chosen-host-fits',
  judge(evidence, say) {
    for (const { event, host, model, units } of placed(evidence)) {
      const fits = model.candidates.takes.some((takes) => sameUnits(takes, units));
      say.check(fits, event, () => `${event.guest} takes ${JSON.stringify(units)} of ${host.name}, which is no candidate for it`);
    }
  },
};

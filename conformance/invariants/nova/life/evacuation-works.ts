/**
 * Checks: the next step of a granted evacuation is relocate, and there is no fault.
 * Does not check: what comes of it.
 * Source: Nova api-ref servers-admin-action.inc, "Evacuate Server"; nova/scheduler/utils.py (claim_resources_on_destination)
 */

import type { Invariant } from '../../invariant.js';
import { novaDecision, novaGranted } from '../../nova-life-judges.js';

/** Judge of `nova/life/evacuation-works`. */
export const novaLifeEvacuationWorks: Invariant = {
  requirement: 'nova/life/evacuation-works',
  judge(evidence, say) {
    for (const { event } of novaGranted(evidence, 'evacuate')) {
      const { next, status } = event.decision;
      say.check(next === 'relocate' && status.fault === undefined, event, () => `${event.guest}: ${novaDecision(event)}`);
    }
  },
};

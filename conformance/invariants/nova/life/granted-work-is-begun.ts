/**
 * Checks: the next step of a granted rebuild, rescue, unrescue, unshelve or live migration is not "nothing", and there is no fault.
 * Does not check: what comes of it.
 * Source: Nova nova/compute/api.py: what can be refused is refused before anything is cast to a host
 */

import type { Invariant } from '../../invariant.js';
import { novaDecision, novaGranted } from '../../nova-life-judges.js';

/** Judge of `nova/life/granted-work-is-begun`. */
export const novaLifeGrantedWorkIsBegun: Invariant = {
  requirement: 'nova/life/granted-work-is-begun',
  judge(evidence, say) {
    for (const { event } of novaGranted(evidence, 'rebuild', 'rescue', 'unrescue', 'unshelve', 'live-migrate')) {
      const { next, status } = event.decision;
      say.check(next !== 'nothing' && status.fault === undefined, event, () => `${event.guest}: ${novaDecision(event)}`);
    }
  },
};

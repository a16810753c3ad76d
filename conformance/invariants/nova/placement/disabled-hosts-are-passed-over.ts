/**
 * Checks: the chosen host is not closed for new guests.
 * Does not check: who closed it.
 * Source: Nova 34.0.0 nova/scheduler/request_filter.py (compute_status_filter, COMPUTE_STATUS_DISABLED)
 */

import type { Invariant } from '../../invariant.js';
import { placed } from '../../nova-placement-judges.js';

/** Judge of `nova/placement/disabled-hosts-are-passed-over`. */
export const novaPlacementDisabledHostsArePassedOver: Invariant = {
  requirement: 'nova/placement/disabled-hosts-are-passed-over',
  judge(evidence, say) {
    for (const { event, host } of placed(evidence))
      say.check(host.cordoned !== true, event, () => `${event.guest} went to ${host.name}, which is closed`);
  },
};

/**
 * Checks: the chosen host is not one whose service has ended, refuses to serve or is not heard of.
 * Does not check: services that are merely slow.
 * Source: Nova 34.0.0 nova/scheduler/filters/compute_filter.py
 */

import type { Invariant } from '../../invariant.js';
import { placed } from '../../nova-placement-judges.js';

/** Judge of `nova/placement/silent-hosts-are-passed-over`. */
export const novaPlacementSilentHostsArePassedOver: Invariant = {
  requirement: 'nova/placement/silent-hosts-are-passed-over',
  judge(evidence, say) {
    for (const { event, host } of placed(evidence))
      say.check(host.silent !== true, event, () => `${event.guest} went to ${host.name}, where nobody serves`);
  },
};

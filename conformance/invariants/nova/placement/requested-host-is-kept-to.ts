/**
 * Checks: a placed guest that asks for a host is on it.
 * Does not check: guests that ask for none.
 * Source: Nova 34.0.0 nova/scheduler/manager.py (requested_destination), API microversion 2.74
 */

import { requestedHost } from '../../../model/nova-placement.js';
import type { Invariant } from '../../invariant.js';
import { placed } from '../../nova-placement-judges.js';

/** Judge of `nova/placement/requested-host-is-kept-to`. */
export const novaPlacementRequestedHostIsKeptTo: Invariant = {
  requirement: 'nova/placement/requested-host-is-kept-to',
  judge(evidence, say) {
    for (const { event, host } of placed(evidence)) {
      const wanted = requestedHost(event.claim);
      if (wanted === undefined) continue;
      say.check(host.name === wanted, event, () => `${event.guest} asked for ${wanted} and went to ${host.name}`);
    }
  },
};

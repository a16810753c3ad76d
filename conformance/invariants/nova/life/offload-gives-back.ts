/**
 * Checks: granted: next step offload, SHELVED_OFFLOADED, no host; at the end such a server has no host and holds nothing.
 * Does not check: servers that are only shelved.
 * Source: Nova nova/compute/api.py (shelve_offload); Nova nova/compute/manager.py (shelve_offload_instance)
 */

import { stateOf } from '../../../model/nova-actions.js';
import type { Invariant } from '../../invariant.js';
import { lookAtGuests } from '../../nova-guest-views.js';
import { novaDecision, novaGranted } from '../../nova-life-judges.js';
import { quoted } from '../../views.js';

/** Judge of `nova/life/offload-gives-back`. */
export const novaLifeOffloadGivesBack: Invariant = {
  requirement: 'nova/life/offload-gives-back',
  judge(evidence, say) {
    for (const { event } of novaGranted(evidence, 'shelveOffload')) {
      const { next, status } = event.decision;
      const holds = next === 'offload' && status.status === 'SHELVED_OFFLOADED' && status.host === undefined;
      say.check(holds, event, () => `${event.guest} is offloaded; ${novaDecision(event)}`);
    }
    for (const { name, host, holds = {}, status } of evidence.end.guests) {
      if (stateOf(status) !== 'shelved_offloaded') continue;
      const nowhere = host === undefined && Object.keys(holds).length === 0;
      say.check(nowhere, lookAtGuests(evidence).end, () => `${name} is offloaded, and holds ${quoted(holds)} of ${host}`);
    }
  },
};

/**
 * Checks: at the end the host of the status is the host of the server.
 * Does not check: servers in error; cases whose parts work side by side.
 * Source: Nova api-ref servers.inc, "OS-EXT-SRV-ATTR:host"
 */

import { stateOf } from '../../../model/nova-actions.js';
import type { Invariant } from '../../invariant.js';
import { lookAtGuests } from '../../nova-guest-views.js';
import { mayBeOvertaken, quoted } from '../../views.js';

/** Judge of `nova/life/host-is-shown`. */
export const novaLifeHostIsShown: Invariant = {
  requirement: 'nova/life/host-is-shown',
  judge(evidence, say) {
    const { end } = lookAtGuests(evidence);
    if (mayBeOvertaken(evidence)) return;
    for (const { name, host, status } of evidence.end.guests) {
      if (stateOf(status) === 'error' || stateOf(status) === 'building') continue;
      say.check(status.host === host, end, () => `${name} is on ${host ?? 'no host'}, and shown on ${quoted(status.host)}`);
    }
  },
};

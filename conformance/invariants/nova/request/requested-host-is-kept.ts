/**
 * Checks: the host of the request is that of the accepted server.
 * Does not check: where it is placed.
 * Source: Nova api-ref servers.inc, "host" (microversion 2.74); nova/compute/api.py (_validate_requested_host)
 */

import type { Invariant } from '../../invariant.js';
import { lookAtGuests } from '../../nova-guest-views.js';
import { quoted } from '../../views.js';

/** Judge of `nova/request/requested-host-is-kept`. */
export const novaRequestRequestedHostIsKept: Invariant = {
  requirement: 'nova/request/requested-host-is-kept',
  judge(evidence, say) {
    for (const { event, asked } of lookAtGuests(evidence).admissions) {
      if (!event.decision.allowed || asked.host === undefined) continue;
      const { host } = event.decision.guest;
      say.check(
        host === asked.host,
        event,
        () => `${event.guest} was asked for on ${asked.host}, and accepted for ${quoted(host)}`,
      );
    }
  },
};

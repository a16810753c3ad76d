/**
 * Checks: a changed server has the same UUID and name.
 * Does not check: what else is changed.
 * Source: Nova nova/objects/instance.py (uuid is read-only)
 */

import type { Invariant } from '../../invariant.js';
import { lookAtGuests } from '../../nova-guest-views.js';
import { quoted } from '../../views.js';

/** Judge of `nova/life/identity-is-kept`. */
export const novaLifeIdentityIsKept: Invariant = {
  requirement: 'nova/life/identity-is-kept',
  judge(evidence, say) {
    for (const { event, object } of lookAtGuests(evidence).happenings) {
      const { guest } = event.decision;
      if (guest === undefined) continue;
      const holds = guest.uuid === object.uuid && guest.name === object.name;
      say.check(holds, event, () => `${event.guest} was ${quoted(object.uuid)} and is ${quoted(guest.uuid)}`);
    }
  },
};

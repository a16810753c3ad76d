/**
 * Checks: name, and every value of flavor and image, are those of the request.
 * Does not check: what is added.
 * Source: Nova nova/compute/api.py (_populate_instance_for_create); api-ref servers.inc
 */

import { contains, member } from '../../../model/json-member.js';
import type { Invariant } from '../../invariant.js';
import { lookAtGuests } from '../../nova-guest-views.js';

/** Judge of `nova/request/request-is-kept`. */
export const novaRequestRequestIsKept: Invariant = {
  requirement: 'nova/request/request-is-kept',
  judge(evidence, say) {
    for (const { event } of lookAtGuests(evidence).admissions) {
      const { decision, request } = event;
      if (!decision.allowed) continue;
      const { guest } = decision;
      const lost = ['flavor', 'image'].filter((part) => !contains(guest[part], request[part]));
      const named = guest.name === member(request, 'server', 'name');
      say.check(
        named && lost.length === 0,
        event,
        () =>
          `${event.guest} was accepted as ${named ? 'itself' : guest.name} without all of its ${lost.join(' and ') || 'name'}`,
      );
    }
  },
};

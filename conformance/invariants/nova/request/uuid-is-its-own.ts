/**
 * Checks: the UUID is well formed, and no other server of another name has it.
 * Does not check: which version it is.
 * Source: Nova nova/objects/instance.py; RFC 9562
 */

import { textOf } from '../../../model/json-member.js';
import type { Invariant } from '../../invariant.js';
import { lookAtGuests } from '../../nova-guest-views.js';

/** Judge of `nova/request/uuid-is-its-own`. */
export const novaRequestUuidIsItsOwn: Invariant = {
  requirement: 'nova/request/uuid-is-its-own',
  judge(evidence, say) {
    const owners = new Map<string, string>();
    for (const { event } of lookAtGuests(evidence).admissions) {
      if (!event.decision.allowed) continue;
      const uuid = textOf(event.decision.guest.uuid) ?? '';
      const owner = owners.get(uuid) ?? event.guest;
      owners.set(uuid, owner);
      say.check(
        isUuid.test(uuid) && owner === event.guest,
        event,
        () => `${event.guest} has the UUID "${uuid}", which ${owner} has first`,
      );
    }
  },
};

const isUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

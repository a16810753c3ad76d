/**
 * Checks: at the end an encrypted server that is off, and was not offloaded, holds one context of its host.
 * Does not check: cases whose parts work side by side.
 * Source: Nova doc/source/user/placement (allocations end with delete and shelve offload); derived: contexts held are those of
 * instances
 */

import { stateOf } from '../../../model/nova-actions.js';
import { contextsIn } from '../../../model/nova-contexts.js';
import type { Invariant } from '../../invariant.js';
import { lookAtGuests } from '../../nova-guest-views.js';
import { mayBeOvertaken } from '../../views.js';

/** Judge of `nova/life/off-servers-keep-their-place`. */
export const novaLifeOffServersKeepTheirPlace: Invariant = {
  requirement: 'nova/life/off-servers-keep-their-place',
  judge(evidence, say) {
    const { end } = lookAtGuests(evidence);
    if (mayBeOvertaken(evidence)) return;
    for (const guest of evidence.end.guests) {
      if (guest.holds === undefined || guest.protection === 'none' || !offHere.has(stateOf(guest.status))) continue;
      const contexts = contextsIn(guest.holds);
      say.check(
        guest.host !== undefined && contexts === 1,
        end,
        () => `${guest.name} is ${stateOf(guest.status)} on ${guest.host ?? 'no host'} and holds ${contexts} contexts`,
      );
    }
  },
};

const offHere: ReadonlySet<string> = new Set(['stopped', 'suspended', 'shelved', 'paused']);

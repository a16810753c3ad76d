/**
 * Checks: what a placed guest without protection takes contains no MEM_ENCRYPTION_CONTEXT, unless its flavor asks for one
 * by name.
 * Does not check: encrypted guests.
 * Source: Nova specification "libvirt: AMD SEV", "Proposed change": slots are for encrypted guests
 */

import { encryptionContext } from '../../../model/nova-names.js';
import type { Invariant } from '../../invariant.js';
import { contextsIn, placed } from '../../nova-placement-judges.js';

/** Judge of `nova/placement/ordinary-guests-take-none`. */
export const novaPlacementOrdinaryGuestsTakeNone: Invariant = {
  requirement: 'nova/placement/ordinary-guests-take-none',
  judge(evidence, say) {
    for (const { event, units } of placed(evidence)) {
      if (event.protection !== 'none' || encryptionContext in event.claim.resources) continue;
      const slots = contextsIn(units);
      say.check(slots === 0, event, () => `${event.guest} is not encrypted, but takes ${slots} slots`);
    }
  },
};

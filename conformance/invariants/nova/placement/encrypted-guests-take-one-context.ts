/**
 * Checks: a guest with a protection asks for exactly one MEM_ENCRYPTION_CONTEXT, and takes one where it is placed.
 * Does not check: of which provider (slots-are-of-the-own-model).
 * Source: Nova specification "libvirt: AMD SEV-ES", "resources:MEM_ENCRYPTION_CONTEXT=1"
 */

import { encryptionContext } from '../../../model/nova-names.js';
import type { Invariant } from '../../invariant.js';
import { contextsIn, placed } from '../../nova-placement-judges.js';
import { lookAtNova } from '../../nova-views.js';

/** Judge of `nova/placement/encrypted-guests-take-one-context`. */
export const novaPlacementEncryptedGuestsTakeOneContext: Invariant = {
  requirement: 'nova/placement/encrypted-guests-take-one-context',
  judge(evidence, say) {
    for (const { event } of lookAtNova(evidence).placements) {
      const { protection, claim } = event;
      const asked = claim.resources[encryptionContext] ?? 0;
      if (protection !== 'none')
        say.check(asked === 1, event, () => `${event.guest} (${protection}) asks for ${asked} slots, expected 1`);
    }
    for (const { event, units } of placed(evidence)) {
      if (event.protection === 'none') continue;
      const slots = contextsIn(units);
      say.check(slots === 1, event, () => `${event.guest} (${event.protection}) takes ${slots} slots, expected 1`);
    }
  },
};

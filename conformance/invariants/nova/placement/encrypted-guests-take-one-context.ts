/**
 * Checks: what a placed guest with a protection takes contains exactly one MEM_ENCRYPTION_CONTEXT.
 * Does not check: of which provider (slots-are-of-the-own-model).
 * Source: Nova specification "libvirt: AMD SEV-ES", "resources:MEM_ENCRYPTION_CONTEXT=1"
 */

import type { Invariant } from '../../invariant.js';
import { contextsIn, placed } from '../../nova-placement-judges.js';

/** Judge of `nova/placement/encrypted-guests-take-one-context`. */
export const novaPlacementEncryptedGuestsTakeOneContext: Invariant = {
  requirement: 'nova/placement/encrypted-guests-take-one-context',
  judge(evidence, say) {
    for (const { event, units } of placed(evidence)) {
      if (event.protection === 'none') continue;
      const slots = contextsIn(units);
      say.check(slots === 1, event, () => `${event.guest} (${event.protection}) takes ${slots} slots, expected 1`);
    }
  },
};

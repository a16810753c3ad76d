/**
 * Checks: documents of rescued servers have the protection and the stateless firmware of their own flavor and image.
 * Does not check: servers that are not rescued.
 * Source: derived: no silent downgrade; Nova nova/virt/libvirt/driver.py (rescue: image_meta of the rescue image)
 */

import { isRescued } from '../../../model/nova-actions.js';
import { shownProtection } from '../../../model/nova-policy.js';
import type { Invariant } from '../../invariant.js';
import { lookAtGuests } from '../../nova-guest-views.js';

/** Judge of `nova/life/rescue-keeps-protection`. */
export const novaLifeRescueKeepsProtection: Invariant = {
  requirement: 'nova/life/rescue-keeps-protection',
  judge(evidence, say) {
    for (const { event, asked, document } of lookAtGuests(evidence).renderings) {
      if (document === undefined || !isRescued(event.object)) continue;
      const shown = shownProtection(document);
      const stateless = document.loader?.stateless === 'yes';
      const holds = shown === asked.protection && stateless === asked.stateless;
      say.check(holds, event, () => `${event.guest} (${asked.protection}) is rescued as ${shown}, stateless: ${stateless}`);
    }
  },
};

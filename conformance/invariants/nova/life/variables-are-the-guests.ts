/**
 * Checks: its variables are never shown as kept or removed.
 * Does not check: servers that had variables before they were rebuilt.
 * Source: Nova 9ae4d9274e, LP 1845628; Nova specification "libvirt: Stateless firmware support"
 */

import { keepsVariables } from '../../../model/nova-actions.js';
import type { Invariant } from '../../invariant.js';
import { lookAtGuests } from '../../nova-guest-views.js';
import { quoted } from '../../views.js';

/** Judge of `nova/life/variables-are-the-guests`. */
export const novaLifeVariablesAreTheGuests: Invariant = {
  requirement: 'nova/life/variables-are-the-guests',
  judge(evidence, say) {
    for (const { event, asked, askedAfter, before } of lookAtGuests(evidence).happenings) {
      const { nvram } = event.decision.status;
      if (nvram === undefined || nvram === before?.nvram || keepsVariables(asked) || keepsVariables(askedAfter)) continue;
      say.check(nvram === 'none', event, () => `${event.guest} has no variables, but they are shown as ${quoted(nvram)}`);
    }
  },
};

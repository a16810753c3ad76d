/**
 * Checks: no member of either is named like one.
 * Does not check: the domain document, of which no-owner-secrets has its opinion.
 * Source: Nova specification "libvirt: AMD SEV-ES", "Guest证明目前不在我们的范围内"
 */

import type { Invariant } from '../../invariant.js';
import { lookAtGuests } from '../../nova-guest-views.js';

/** Judge of `nova/life/no-secrets-are-shown`. */
export const novaLifeNoSecretsAreShown: Invariant = {
  requirement: 'nova/life/no-secrets-are-shown',
  judge(evidence, say) {
    for (const { event } of lookAtGuests(evidence).happenings) {
      const { status, guest = {} } = event.decision;
      const text = `${JSON.stringify(status)}${JSON.stringify(guest)}`;
      say.check(!secretive.test(text), event, () => `${event.guest} shows ${secretive.exec(text)?.[0]}`);
    }
  },
};

const secretive = /"(dh_?cert|session|launch_?secret|id_?block|id_?auth|secret)"/i;

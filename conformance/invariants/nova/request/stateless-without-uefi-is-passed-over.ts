/**
 * Checks: such requests are accepted, and nobody refuses to render them because of it.
 * Does not check: encrypted guests, which need UEFI.
 * Source: Nova nova/virt/hardware.py (get_stateless_firmware_constraint); LP 2158967
 */

import type { NovaAsked } from '../../../model/nova-asked.js';
import type { Invariant } from '../../invariant.js';
import { lookAtGuests, novaAnswer } from '../../nova-guest-views.js';

/** Judge of `nova/request/stateless-without-uefi-is-passed-over`. */
export const novaRequestStatelessWithoutUefiIsPassedOver: Invariant = {
  requirement: 'nova/request/stateless-without-uefi-is-passed-over',
  judge(evidence, say) {
    const { admissions, renderings } = lookAtGuests(evidence);
    for (const { event, asked, refusals } of admissions) {
      if (isMeaningless(asked) && refusals.length === 0)
        say.check(event.decision.allowed, event, () => `${event.guest}: ${novaAnswer(event.decision)}`);
    }
    for (const { event, asked } of renderings) {
      if (!isMeaningless(asked) || event.decision.rendered) continue;
      const { message } = event.decision;
      say.check(!/stateless/i.test(message), event, () => `${event.guest} was accepted, and then not built: ${message}`);
    }
  },
};

function isMeaningless({ uefi, encrypted, properties }: NovaAsked): boolean {
  return !uefi && !encrypted && properties.hw_firmware_stateless !== undefined;
}

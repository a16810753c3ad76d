/**
 * Checks: requests with other spellings are accepted or refused as what they mean.
 * Does not check: requests that spell everything as Python does.
 * Source: oslo.utils strutils.bool_from_string; Nova nova/objects/image_meta.py (FlexibleBooleanField); LP 2085124
 */

import type { NovaAsked } from '../../../model/nova-asked.js';
import type { Invariant } from '../../invariant.js';
import { lookAtGuests, novaAnswer } from '../../nova-guest-views.js';

/** Judge of `nova/request/spelling-does-not-matter`. */
export const novaRequestSpellingDoesNotMatter: Invariant = {
  requirement: 'nova/request/spelling-does-not-matter',
  judge(evidence, say) {
    for (const { event, asked, refusals } of lookAtGuests(evidence).admissions) {
      if (!isOddlySpelled(asked)) continue;
      const wants = refusals.length === 0;
      say.check(
        event.decision.allowed === wants,
        event,
        () => `${event.guest} had to be ${wants ? 'accepted' : 'refused'}, but ${novaAnswer(event.decision)}`,
      );
    }
  },
};

function isOddlySpelled({ extraSpecs, properties }: NovaAsked): boolean {
  const inFlavor = [extraSpecs['hw:mem_encryption'], extraSpecs['hw:locked_memory']];
  const inImage = [properties.hw_mem_encryption, properties.hw_locked_memory, properties.hw_firmware_stateless];
  const isText = (value: unknown): boolean => typeof value === 'string';
  return inFlavor.some((value) => isText(value) && value !== 'True' && value !== 'False') || inImage.some(isText);
}

/**
 * Checks: requests without image name and id are refused for what is wrong with them, in the exact words.
 * Does not check: requests with an image.
 * Source: Nova nova/virt/hardware.py (get_mem_encryption_constraint); LP 2006952, LP 2041511
 */

import type { Invariant } from '../../invariant.js';
import { lookAtGuests, novaAnswer, novaWanted } from '../../nova-guest-views.js';
import { isRefusedFor } from '../../nova-request-judges.js';

/** Judge of `nova/request/volume-boot-is-told-as-well`. */
export const novaRequestVolumeBootIsToldAsWell: Invariant = {
  requirement: 'nova/request/volume-boot-is-told-as-well',
  judge(evidence, say) {
    for (const admission of lookAtGuests(evidence).admissions) {
      const { event, asked, refusals } = admission;
      const [first] = refusals;
      if (first === undefined || asked.imageId !== '<no-id>') continue;
      say.check(
        isRefusedFor(admission),
        event,
        () => `${event.guest} had to be refused ${novaWanted(first)}, but ${novaAnswer(event.decision)}`,
      );
    }
  },
};

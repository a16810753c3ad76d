/**
 * Checks: where the image of a placed guest says hw_firmware_stateless and boots with UEFI, the chosen host could boot it
 * when its service was started.
 * Does not check: hosts that have booted otherwise since; hosts whose documents were damaged.
 * Source: Nova specification "libvirt: Stateless firmware support", "nova translate it to requiring the
 * COMPUTE_SECURITY_STATELESS_FIRMWARE trait"
 */

import { knowsStateless } from '../../../model/nova-detection.js';
import { wantsStateless } from '../../../model/nova-needs.js';
import type { Invariant } from '../../invariant.js';
import { placed } from '../../nova-placement-judges.js';

/** Judge of `nova/placement/stateless-guests-go-where-that-works`. */
export const novaPlacementStatelessGuestsGoWhereThatWorks: Invariant = {
  requirement: 'nova/placement/stateless-guests-go-where-that-works',
  judge(evidence, say) {
    for (const { event, object, model } of placed(evidence)) {
      if (model.detection?.models === undefined || model.detection.truth !== model.truth || !wantsStateless(object)) continue;
      say.check(
        knowsStateless(model.truth),
        event,
        () => `${event.guest} wants stateless firmware and went to ${model.name}, which has none`,
      );
    }
  },
};

/**
 * Checks: granted revert: next step revert, and what is rendered then is on the old host, with the old flavor.
 * Does not check: whether it starts there.
 * Source: Nova nova/compute/api.py (revert_resize); Nova nova/compute/manager.py (_finish_revert_resize)
 */

import { canonicalJson } from '../../../../sim/core/json.js';
import type { Invariant } from '../../invariant.js';
import { lookAtGuests } from '../../nova-guest-views.js';
import { firstOf, novaDecision, novaGranted, novaSequel } from '../../nova-life-judges.js';
import { mayBeOvertaken, quoted } from '../../views.js';

/** Judge of `nova/life/revert-goes-back`. */
export const novaLifeRevertGoesBack: Invariant = {
  requirement: 'nova/life/revert-goes-back',
  judge(evidence, say) {
    const { happenings } = lookAtGuests(evidence);
    for (const requested of novaGranted(evidence, 'revertResize')) {
      const { event, kept, at } = requested;
      if (kept === undefined) continue;
      const rendered = firstOf(novaSequel(evidence, requested), 'render');
      if (rendered === undefined && mayBeOvertaken(evidence)) continue;
      const moved = happenings.findLast(
        (each) => each.at < at && each.event.guest === event.guest && each.event.decision.next === 'relocate',
      );
      const flavorIsBack =
        moved === undefined || canonicalJson(rendered?.object.flavor ?? null) === canonicalJson(moved.object.flavor ?? null);
      const holds = event.decision.next === 'revert' && rendered?.host === kept && flavorIsBack;
      say.check(
        holds,
        event,
        () =>
          `${event.guest} had to go back to ${kept}; rendered on ${rendered?.host ?? 'no host'} with flavor ${quoted(rendered?.object.flavor)}; ${novaDecision(event)}`,
      );
    }
  },
};

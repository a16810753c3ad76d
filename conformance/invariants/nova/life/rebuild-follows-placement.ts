/**
 * Checks: a granted rebuild to another protection is followed by a placement.
 * Does not check: rebuilds that fail for another reason.
 * Source: Nova specification "libvirt: AMD SEV-ES", use case 1; derived: no rebuild may take a key ID nobody allocated, or run without
 * encryption
 */

import { withImage } from '../../../model/nova-actions.js';
import type { Invariant } from '../../invariant.js';
import { firstOf, novaDecision, novaGranted, novaSequel } from '../../nova-life-judges.js';
import { mayBeOvertaken } from '../../views.js';

/** Judge of `nova/life/rebuild-follows-placement`. */
export const novaLifeRebuildFollowsPlacement: Invariant = {
  requirement: 'nova/life/rebuild-follows-placement',
  judge(evidence, say) {
    for (const requested of novaGranted(evidence, 'rebuild')) {
      const { event, object, body, asked } = requested;
      const wanted = withImage(object, body);
      if (wanted.protection === asked.protection || event.decision.status.status === 'ERROR' || requested.host === undefined)
        continue;
      const placed = firstOf(novaSequel(evidence, requested), 'place') !== undefined;
      if (!placed && mayBeOvertaken(evidence)) continue;
      say.check(
        placed,
        event,
        () =>
          `${event.guest} is rebuilt from ${asked.protection} to ${wanted.protection} without a place for it; ${novaDecision(event)}`,
      );
    }
  },
};

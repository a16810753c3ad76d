/**
 * Checks: a granted reboot: next step reboot, followed by a rendering on the same host and no placement.
 * Does not check: whether it starts; soft reboots that the guest carries out itself.
 * Source: Nova nova/compute/api.py (reboot); Nova nova/compute/manager.py (reboot_instance)
 */

import type { Invariant } from '../../invariant.js';
import { firstOf, novaDecision, novaGranted, novaSequel } from '../../nova-life-judges.js';
import { mayBeOvertaken } from '../../views.js';

/** Judge of `nova/life/reboot-starts-anew-in-place`. */
export const novaLifeRebootStartsAnewInPlace: Invariant = {
  requirement: 'nova/life/reboot-starts-anew-in-place',
  judge(evidence, say) {
    for (const requested of novaGranted(evidence, 'reboot')) {
      const { event, host, runs } = requested;
      if (!runs) continue;
      const sequel = novaSequel(evidence, requested);
      const [rendered, placed] = [firstOf(sequel, 'render'), firstOf(sequel, 'place')];
      if (rendered === undefined && mayBeOvertaken(evidence)) continue;
      const holds = event.decision.next === 'reboot' && rendered?.host === host && placed === undefined;
      say.check(
        holds,
        event,
        () => `${event.guest} was rebooted on ${host}; started on ${rendered?.host ?? 'no host'}; ${novaDecision(event)}`,
      );
    }
  },
};

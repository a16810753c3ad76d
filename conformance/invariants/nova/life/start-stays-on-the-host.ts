/**
 * Checks: a granted start is followed by a rendering on the same host and by no placement.
 * Does not check: whether it starts.
 * Source: Nova nova/compute/api.py (start); Nova nova/compute/manager.py (start_instance)
 */

import type { Invariant } from '../../invariant.js';
import { firstOf, novaGranted, novaSequel } from '../../nova-life-judges.js';
import { mayBeOvertaken } from '../../views.js';

/** Judge of `nova/life/start-stays-on-the-host`. */
export const novaLifeStartStaysOnTheHost: Invariant = {
  requirement: 'nova/life/start-stays-on-the-host',
  judge(evidence, say) {
    for (const requested of novaGranted(evidence, 'start')) {
      const { event, host } = requested;
      const sequel = novaSequel(evidence, requested);
      const [rendered, placed] = [firstOf(sequel, 'render'), firstOf(sequel, 'place')];
      if (rendered === undefined && mayBeOvertaken(evidence)) continue;
      say.check(
        rendered?.host === host && placed === undefined,
        event,
        () => `${event.guest} was off on ${host}; started on ${rendered?.host ?? 'no host'}`,
      );
    }
  },
};

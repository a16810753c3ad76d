/**
 * Checks: what follows a granted rebuild is rendered on the host the server was on.
 * Does not check: whether it starts.
 * Source: Nova api-ref servers-actions.inc, "Rebuild Server"; nova/scheduler/utils.py
 */

import type { Invariant } from '../../invariant.js';
import { firstOf, novaGranted, novaSequel } from '../../nova-life-judges.js';

/** Judge of `nova/life/rebuild-stays-on-the-host`. */
export const novaLifeRebuildStaysOnTheHost: Invariant = {
  requirement: 'nova/life/rebuild-stays-on-the-host',
  judge(evidence, say) {
    for (const requested of novaGranted(evidence, 'rebuild')) {
      const { event, host } = requested;
      const rendered = firstOf(novaSequel(evidence, requested), 'render');
      if (rendered === undefined || host === undefined) continue;
      say.check(rendered.host === host, event, () => `${event.guest} was rebuilt on ${host}, and started on ${rendered.host}`);
    }
  },
};

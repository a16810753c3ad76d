/**
 * Checks: after a start the state is active, paused, rescued or resized, or it is switched off again; the host is named.
 * Does not check: what is under way.
 * Source: Nova api-ref servers.inc, "status"; Nova nova/compute/manager.py (_build_and_run_instance)
 */

import { stateOf } from '../../../model/nova-actions.js';
import type { Invariant } from '../../invariant.js';
import { novaHappenings } from '../../nova-guest-views.js';
import { novaDecision } from '../../nova-life-judges.js';

/** Judge of `nova/life/started-is-active`. */
export const novaLifeStartedIsActive: Invariant = {
  requirement: 'nova/life/started-is-active',
  judge(evidence, say) {
    for (const { event } of novaHappenings(evidence, 'started')) {
      const { happening, decision } = event;
      if (happening.what !== 'started') continue;
      const runs =
        ['active', 'paused', 'rescued', 'resized'].includes(stateOf(decision.status)) ||
        decision.next === 'power-off' ||
        decision.status.task_state !== undefined;
      const here = decision.status.host === happening.host;
      say.check(runs && here, event, () => `${event.guest} was started on ${happening.host}; ${novaDecision(event)}`);
    }
  },
};

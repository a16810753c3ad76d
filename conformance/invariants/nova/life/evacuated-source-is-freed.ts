/**
 * Checks: when the service of the old host is back, the next step is confirm.
 * Does not check: hosts that never come back.
 * Source: Nova nova/compute/manager.py (_destroy_evacuated_instances); LP 1829479
 */

import { stateOf } from '../../../model/nova-actions.js';
import type { Invariant } from '../../invariant.js';
import { novaHappenings } from '../../nova-guest-views.js';
import { novaDecision } from '../../nova-life-judges.js';

/** Judge of `nova/life/evacuated-source-is-freed`. */
export const novaLifeEvacuatedSourceIsFreed: Invariant = {
  requirement: 'nova/life/evacuated-source-is-freed',
  judge(evidence, say) {
    for (const { event, kept, before } of novaHappenings(evidence, 'agent-back')) {
      if (event.happening.what !== 'agent-back' || kept !== event.happening.host || stateOf(before) === 'resized') continue;
      say.check(
        event.decision.next === 'confirm',
        event,
        () => `${event.guest} was evacuated from ${kept}, which is back; ${novaDecision(event)}`,
      );
    }
  },
};

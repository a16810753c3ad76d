/**
 * Checks: a deletion ends it: next step stop, DELETED.
 * Does not check: what it held.
 * Source: Nova nova/compute/api.py (delete: any vm_state, any task_state)
 */

import type { Invariant } from '../../invariant.js';
import { novaHappenings } from '../../nova-guest-views.js';
import { novaDecision } from '../../nova-life-judges.js';
import { quoted } from '../../views.js';

/** Judge of `nova/life/delete-always-works`. */
export const novaLifeDeleteAlwaysWorks: Invariant = {
  requirement: 'nova/life/delete-always-works',
  judge(evidence, say) {
    for (const { event, before } of novaHappenings(evidence, 'deletion-asked')) {
      const { next, status } = event.decision;
      const holds = next === 'stop' && status.status === 'DELETED';
      say.check(holds, event, () => `${event.guest} was ${quoted(before)}; ${novaDecision(event)}`);
    }
  },
};

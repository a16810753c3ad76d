/**
 * Checks: after the deletion of a UEFI server that ran its variables are shown as removed.
 * Does not check: servers that never ran.
 * Source: Nova LP 1997352; 35b1945522
 */

import { keepsVariables } from '../../../model/nova-actions.js';
import type { Invariant } from '../../invariant.js';
import { novaHappenings } from '../../nova-guest-views.js';
import { novaDecision } from '../../nova-life-judges.js';

/** Judge of `nova/life/deletion-removes-variables`. */
export const novaLifeDeletionRemovesVariables: Invariant = {
  requirement: 'nova/life/deletion-removes-variables',
  judge(evidence, say) {
    for (const { event, asked, hasRun, before } of novaHappenings(evidence, 'deletion-asked')) {
      if (!hasRun || !keepsVariables(asked) || before?.nvram === undefined) continue;
      say.check(event.decision.status.nvram === 'removed', event, () => `${event.guest} is deleted; ${novaDecision(event)}`);
    }
  },
};

/**
 * Checks: granted pause: next step pause, PAUSED; granted unpause: next step resume, ACTIVE.
 * Does not check: what it holds.
 * Source: Nova nova/compute/api.py (pause, unpause)
 */

import type { Invariant } from '../../invariant.js';
import { novaDecision, novaGranted } from '../../nova-life-judges.js';

/** Judge of `nova/life/pause-stops-the-cpus`. */
export const novaLifePauseStopsTheCpus: Invariant = {
  requirement: 'nova/life/pause-stops-the-cpus',
  judge(evidence, say) {
    for (const { event, action } of novaGranted(evidence, 'pause', 'unpause')) {
      const { next, status } = event.decision;
      const holds =
        action === 'pause' ? next === 'pause' && status.status === 'PAUSED' : next === 'resume' && status.status === 'ACTIVE';
      say.check(holds, event, () => `${action} of ${event.guest}: ${novaDecision(event)}`);
    }
  },
};

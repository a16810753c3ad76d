/**
 * Checks: granted in the right state, and begun.
 * Does not check: whether there is a host for it; servers that were evacuated and not cleaned up.
 * Source: Nova nova/compute/api.py (live_migrate)
 */

import type { Invariant } from '../../invariant.js';
import { isTimely, novaDecision, novaRequests } from '../../nova-life-judges.js';

/** Judge of `nova/life/ordinary-servers-are-migrated`. */
export const novaLifeOrdinaryServersAreMigrated: Invariant = {
  requirement: 'nova/life/ordinary-servers-are-migrated',
  judge(evidence, say) {
    for (const requested of novaRequests(evidence, 'live-migrate')) {
      const { event, answer, asked, kept, hostIsSilent } = requested;
      if (asked.encrypted || kept !== undefined || hostIsSilent || !isTimely(requested)) continue;
      const begun = ['relocate', 'migrate'].includes(event.decision.next);
      say.check(answer.allowed && begun, event, () => `${event.guest} is ordinary; ${novaDecision(event)}`);
    }
  },
};

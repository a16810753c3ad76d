/**
 * Checks: where no host was found, each host shown has at least one reason, and none that was not shown has any.
 * Does not check: whether it is true (reasons-are-true).
 * Source: Nova 34.0.0 nova/filters.py tells of each filter; what a user of this project must be able to ask
 */

import type { Invariant } from '../../invariant.js';
import { lookAtNova } from '../../nova-views.js';

/** Judge of `nova/placement/every-refused-host-has-a-reason`. */
export const novaPlacementEveryRefusedHostHasAReason: Invariant = {
  requirement: 'nova/placement/every-refused-host-has-a-reason',
  judge(evidence, say) {
    for (const { event, hosts } of lookAtNova(evidence).placements) {
      const { decision } = event;
      if (decision.placed) continue;
      const silent = hosts.find(({ name }) => (decision.reasons[name] ?? []).length === 0);
      const stranger = Object.keys(decision.reasons).find((name) => !hosts.some((host) => host.name === name));
      say.check(
        (silent ?? stranger) === undefined,
        event,
        () => `${event.guest}: ${silent?.name ?? stranger} was refused without a reason, or never looked at`,
      );
    }
  },
};

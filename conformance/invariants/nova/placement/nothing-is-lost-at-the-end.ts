/**
 * Checks: at the end, what the placement service counts as used of each provider and class is what guests and moves hold of
 * it.
 * Does not check: cases in which several things happen at once.
 * Source: Nova 34.0.0 nova/compute/resource_tracker.py; nova@e5a34fffdf (LP 1829479)
 */

import type { Invariant } from '../../invariant.js';
import { lookAtNova } from '../../nova-views.js';

/** Judge of `nova/placement/nothing-is-lost-at-the-end`. */
export const novaPlacementNothingIsLostAtTheEnd: Invariant = {
  requirement: 'nova/placement/nothing-is-lost-at-the-end',
  judge(evidence, say) {
    const { held, end } = lookAtNova(evidence);
    if (evidence.case.interleaving !== undefined) return;
    for (const [name, { used }] of Object.entries(evidence.end.hosts)) {
      const known = held(name);
      const wrong = [...new Set([...Object.keys(used), ...Object.keys(known)])].find(
        (unit) => (used[unit] ?? 0) !== (known[unit] ?? 0),
      );
      say.check(
        wrong === undefined,
        end,
        () => `${used[wrong ?? ''] ?? 0} of ${wrong} are used in the end, but guests hold ${known[wrong ?? ''] ?? 0}`,
      );
    }
  },
};

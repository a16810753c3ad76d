/**
 * Checks: resources used at the end against pods that are bound then.
 * Does not check: nodes that still have pods.
 * Source: Kubernetes pkg/scheduler/backend/cache/cache.go
 */
import type { Invariant } from '../../invariant.js';

/** Judge of `kata/life/deleted-pods-hold-nothing`. */
export const kataLifeDeletedPodsHoldNothing: Invariant = {
  requirement: 'kata/life/deleted-pods-hold-nothing',
  judge(evidence, say) {
    const step = evidence.case.commands.length - 1;
    for (const [name, { used }] of Object.entries(evidence.end.hosts)) {
      if (evidence.end.guests.some(({ host }) => host === name)) continue;
      const left = Object.entries(used).find(([, count]) => count !== 0);
      say.check(left === undefined, { step }, () => `${name} has no pods, and ${left?.join(': ')} in use`);
    }
  },
};

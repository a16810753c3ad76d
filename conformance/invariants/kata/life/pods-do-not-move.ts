/**
 * Checks: the answer to a request for migration, and that nothing is done.
 * Does not check: eviction.
 * Source: Kubernetes "Pods": a pod is never rescheduled to another node
 */
import type { Invariant } from '../../invariant.js';
import { lookAtKata } from '../../kata-views.js';

/** Judge of `kata/life/pods-do-not-move`. */
export const kataLifePodsDoNotMove: Invariant = {
  requirement: 'kata/life/pods-do-not-move',
  judge(evidence, say) {
    for (const { event } of lookAtKata(evidence).happenings) {
      if (event.happening.what !== 'migration-asked') continue;
      const { answer, next } = event.decision;
      const isRefused = answer?.allowed !== true && next === 'nothing';
      say.check(isRefused, event, () => `${event.guest} is to be migrated, and what comes next is ${next}`);
    }
  },
};

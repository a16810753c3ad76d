/**
 * Checks: every count of every extended resource.
 * Does not check: whether it is the right one.
 * Source: Kubernetes pkg/apis/core/validation/validation.go
 */
import type { Invariant } from '../../invariant.js';
import { lookAtKata } from '../../kata-views.js';

/** Judge of `kata/labels/resources-are-whole`. */
export const kataLabelsResourcesAreWhole: Invariant = {
  requirement: 'kata/labels/resources-are-whole',
  judge(evidence, say) {
    for (const { event } of lookAtKata(evidence).labellings) {
      const wrong = Object.entries(event.decision.resources).find(([, count]) => !Number.isInteger(count) || count < 0);
      say.check(wrong === undefined, event, () => `${event.host} offers ${wrong?.join(' ')}`);
    }
  },
};

/**
 * Checks: each resource is a non-negative safe integer.
 * Does not check: which resources are offered.
 * Source: Kubernetes device plugin API v1beta1 (a list of devices); TDX capacities read as text from misc.capacity went wrong
 * in forks
 */

import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/resources/counts-are-whole`. */
export const resourceCountsAreWhole: Invariant = {
  requirement: 'kubevirt/resources/counts-are-whole',
  judge(evidence, say) {
    for (const { event } of look(evidence).labellings) {
      const { resources } = event.decision;
      const wrong = Object.keys(resources).find((name) => !Number.isSafeInteger(resources[name]) || (resources[name] ?? 0) < 0);
      say.check(
        wrong === undefined,
        event,
        () => `${event.host} offers ${resources[wrong ?? '']} ${wrong}, which is not a count`,
      );
    }
  },
};

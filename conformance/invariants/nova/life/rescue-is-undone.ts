/**
 * Checks: what a granted unrescue leads to is rendered without a rescue image once it has been granted, and ends ACTIVE.
 * Does not check: starts that fail.
 * Source: Nova nova/compute/api.py (unrescue)
 */

import type { Invariant } from '../../invariant.js';
import { firstOf, novaDecision, novaGranted, novaSequel } from '../../nova-life-judges.js';

/** Judge of `nova/life/rescue-is-undone`. */
export const novaLifeRescueIsUndone: Invariant = {
  requirement: 'nova/life/rescue-is-undone',
  judge(evidence, say) {
    for (const requested of novaGranted(evidence, 'unrescue')) {
      const { event } = requested;
      const sequel = novaSequel(evidence, requested);
      const started = sequel.find((each) => each.event === 'run' && each.happening.what === 'started');
      if (started?.event !== 'run') continue;
      const status = started.decision.status.status;
      const own = firstOf(sequel, 'render')?.object.rescue === undefined;
      say.check(
        status === 'ACTIVE' && own,
        started,
        () => `${event.guest} was unrescued; with its rescue image: ${!own}; ${novaDecision(started)}`,
      );
    }
  },
};

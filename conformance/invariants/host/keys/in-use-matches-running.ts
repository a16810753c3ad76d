/**
 * Checks: after each start and release, inUse of the range equals the guests that were started and not released since the
 * boot.
 * Does not check: guests that share an id (mirror and migration contexts).
 * Source: Linux arch/x86/kvm/svm/sev.c; Linux arch/x86/kvm/vmx/tdx.c
 */

import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `host/keys/in-use-matches-running`. */
export const inUseMatchesRunning: Invariant = {
  requirement: 'host/keys/in-use-matches-running',
  judge(evidence, say) {
    const { starts, releases } = look(evidence);
    for (const { event, inUseAfter } of [...starts, ...releases]) {
      const { usage } = event;
      if (usage === undefined) continue;
      say.check(
        usage.inUse === inUseAfter,
        event,
        () =>
          `${event.host}: ${usage.inUse} key IDs are in use after ${event.event} of ${event.guest}, but ${inUseAfter} guests run`,
      );
    }
  },
};

/**
 * Checks: inUse is the same before and after a failed start, and free and pending together too.
 * Does not check: ids that move from pending to free by a flush.
 * Source: Linux arch/x86/kvm/svm/sev.c (e_free: charge and ASID are given back); Linux arch/x86/kvm/vmx/tdx.c
 */

import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `host/keys/failed-start-takes-nothing`. */
export const failedStartTakesNothing: Invariant = {
  requirement: 'host/keys/failed-start-takes-nothing',
  judge(evidence, say) {
    for (const { event, usageBefore, faults } of look(evidence).starts) {
      const { usage } = event;
      if (event.result.started || usage === undefined || usageBefore === undefined) continue;
      if (usage.leaked > usageBefore.leaked && (faults.has('release-fails') || faults.has('psp-error'))) continue;
      const holds = usage.inUse === usageBefore.inUse && usage.free + usage.pending === usageBefore.free + usageBefore.pending;
      say.check(
        holds,
        event,
        () =>
          `${event.host}: the failed start of ${event.guest} changed ${JSON.stringify(usageBefore)} to ${JSON.stringify(usage)}`,
      );
    }
  },
};

/**
 * Checks: a release lowers inUse by one and raises free and pending together by one; where the firmware does not let go (faults
 * release-fails and psp-error), leaked instead.
 * Does not check: which id it is.
 * Source: Linux arch/x86/kvm/svm/sev.c (sev_asid_free: pending until a flush); Linux arch/x86/kvm/vmx/tdx.c (usable at once)
 */

import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `host/keys/released-key-returns`. */
export const releasedKeyReturns: Invariant = {
  requirement: 'host/keys/released-key-returns',
  judge(evidence, say) {
    for (const { event, usageBefore, known, faults } of look(evidence).releases) {
      const { usage } = event;
      if (usage === undefined || usageBefore === undefined || !known) continue;
      const usable = usage.free + usage.pending - usageBefore.free - usageBefore.pending;
      const mayLeak = faults.has('release-fails') || faults.has('psp-error');
      const kept = mayLeak ? usage.leaked - usageBefore.leaked : 0;
      const holds = usageBefore.inUse - usage.inUse === 1 && usable + kept === 1;
      say.check(
        holds,
        event,
        () => `${event.host}: releasing ${event.guest} changed ${JSON.stringify(usageBefore)} to ${JSON.stringify(usage)}`,
      );
    }
  },
};

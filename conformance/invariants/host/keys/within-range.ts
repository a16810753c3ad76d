/**
 * Checks: after each successful start, the guests of the range are at most its size, and none where the protection cannot be launched.
 * Does not check: who was refused.
 * Source: AMD APM volume 2, section 15.34 (ASIDs); Intel TDX module base specification (private key IDs); Linux
 * arch/x86/kvm/svm/sev.c
 */

import { guestLimit } from '../../../model/key-pools.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `host/keys/within-range`. */
export const runningWithinRange: Invariant = {
  requirement: 'host/keys/within-range',
  judge(evidence, say) {
    for (const { event, truth, inUseAfter } of look(evidence).starts) {
      if (!event.result.started || event.protection === 'none') continue;
      const limit = guestLimit(truth, event.protection);
      say.check(inUseAfter <= limit, event, () => `${event.host} runs ${inUseAfter} guests with ${limit} key IDs for them`);
    }
  },
};

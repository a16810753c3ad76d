/**
 * Checks: a started guest without protection has no key ID.
 * Does not check: confidential guests.
 * Source: Linux arch/x86/kvm/svm/sev.c; Linux arch/x86/kvm/vmx/tdx.c
 */

import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `host/keys/ordinary-guest-holds-none`. */
export const ordinaryGuestHoldsNoKey: Invariant = {
  requirement: 'host/keys/ordinary-guest-holds-none',
  judge(evidence, say) {
    for (const { event } of look(evidence).starts) {
      const { result } = event;
      if (event.protection !== 'none' || !result.started) continue;
      say.check(result.keyId === undefined, event, () => `${event.guest} is an ordinary guest but holds key ID ${result.keyId}`);
    }
  },
};

/**
 * Checks: the error of such a start contains "No space left on device".
 * Does not check: starts refused by the misc controller, which say Device or resource busy.
 * Source: Linux arch/x86/kvm/vmx/tdx.c (ida_alloc_range); QEMU target/i386/kvm/tdx.c ("No space left on device")
 */

import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `host/keys/tdx-exhaustion-error`. */
export const tdxExhaustionError: Invariant = {
  requirement: 'host/keys/tdx-exhaustion-error',
  judge(evidence, say) {
    for (const { event, truth, available } of look(evidence).starts) {
      const { protection, result } = event;
      if (
        protection !== 'tdx' ||
        result.started ||
        result.cause !== 'no-free-key' ||
        available > 0 ||
        !truth.launchable.tdx.possible
      )
        continue;
      const holds = result.error.message.includes('No space left on device');
      say.check(
        holds,
        event,
        () => `${event.guest} found no key ID and got ${quoted(result.error.message)}, expected No space left on device`,
      );
    }
  },
};

/**
 * Checks: the error of a start in an empty range contains ret=-25, ret=-16 or that KVM does not support the VM type.
 * Does not check: which of them, which depends on kernel and QEMU.
 * Source: Linux arch/x86/kvm/svm/sev.c (-ENOTTY for an empty range since 6.9); QEMU target/i386/sev.c, target/i386/kvm/kvm.c
 */

import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `host/keys/empty-range-error`. */
export const emptyRangeError: Invariant = {
  requirement: 'host/keys/empty-range-error',
  judge(evidence, say) {
    for (const { event } of look(evidence).starts) {
      const { result } = event;
      if (result.started || result.cause !== 'empty-range') continue;
      const holds = /\bret=-(?:25|16)\b|not supported by KVM/.test(result.error.message);
      say.check(
        holds,
        event,
        () => `${event.guest} (${event.protection}) met an empty range and got ${quoted(result.error.message)}`,
      );
    }
  },
};

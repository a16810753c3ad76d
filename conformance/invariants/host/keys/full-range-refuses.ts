/**
 * Checks: every start while nobody's key ID is left in the range fails.
 * Does not check: the error (amd-exhaustion-error, tdx-exhaustion-error).
 * Source: Linux arch/x86/kvm/svm/sev.c; Linux arch/x86/kvm/vmx/tdx.c
 */

import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `host/keys/full-range-refuses`. */
export const fullRangeRefuses: Invariant = {
  requirement: 'host/keys/full-range-refuses',
  judge(evidence, say) {
    for (const { event, available } of look(evidence).starts) {
      if (event.protection === 'none' || available > 0) continue;
      say.check(
        !event.result.started,
        event,
        () => `${event.guest} (${event.protection}) started on ${event.host}, which had no key ID left`,
      );
    }
  },
};

/**
 * Checks: the error of such a start contains ret=-16.
 * Does not check: empty ranges (empty-range-error); the words around it.
 * Source: Linux arch/x86/kvm/svm/sev.c (-EBUSY from the charge and from the bitmap); QEMU target/i386/sev.c ("failed to
 * initialize ret=-16")
 */

import type { StartFailureCause } from '../../../../sim/contracts/evidence.js';
import { isSevFamily } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `host/keys/amd-exhaustion-error`. */
export const amdExhaustionError: Invariant = {
  requirement: 'host/keys/amd-exhaustion-error',
  judge(evidence, say) {
    for (const { event, truth, range, available } of look(evidence).starts) {
      const { protection, result } = event;
      if (!isSevFamily(protection) || protection === 'none' || result.started || available > 0 || (range?.size ?? 0) === 0)
        continue;
      if (!truth.launchable[protection].possible || !isShortage(result.cause)) continue;
      const holds = /\bret=-16\b/.test(result.error.message);
      say.check(
        holds,
        event,
        () => `${event.guest} (${protection}) found no key ID and got ${quoted(result.error.message)}, expected ret=-16`,
      );
    }
  },
};

function isShortage(cause: StartFailureCause): boolean {
  return cause === 'no-free-key' || cause === 'capacity-used';
}

/**
 * Checks: starts refused for lack of a key ID happen only when none is left, and guests outside the control plane start
 * whenever one is.
 * Does not check: child cgroups with a limit of their own.
 * Source: Linux arch/x86/kvm/svm/sev.c (sev_asid_new flushes and tries again); Linux arch/x86/kvm/vmx/tdx.c
 */

import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `host/keys/free-key-is-given`. */
export const freeKeyIsGiven: Invariant = {
  requirement: 'host/keys/free-key-is-given',
  judge(evidence, say) {
    for (const { event, truth, available } of look(evidence).starts) {
      const { protection, result, outside } = event;
      if (protection === 'none' || available <= 0 || !truth.launchable[protection].possible) continue;
      const refused = !result.started && (outside || result.cause === 'no-free-key' || result.cause === 'capacity-used');
      say.check(
        !refused,
        event,
        () => `${event.guest} (${protection}) was refused on ${event.host} with ${available} key IDs left`,
      );
    }
  },
};

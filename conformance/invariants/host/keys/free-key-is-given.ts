/**
 * Checks: starts refused for lack of a key ID happen only when none is left, and guests outside the control plane start
 * whenever one is.
 * Does not check: child cgroups with a limit of their own (host/cgroup/limit-holds); starts that need a firmware which is broken at the
 * moment (faults flush-fails and psp-error).
 * Source: Linux arch/x86/kvm/svm/sev.c (sev_asid_new flushes and tries again); Linux arch/x86/kvm/vmx/tdx.c
 */

import type { HostFaultName } from '../../../../sim/contracts/commands.js';
import type { StartEvent, StartFailureCause } from '../../../../sim/contracts/evidence.js';
import { isExcusedBy } from '../../../model/broken-firmware.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `host/keys/free-key-is-given`. */
export const freeKeyIsGiven: Invariant = {
  requirement: 'host/keys/free-key-is-given',
  judge(evidence, say) {
    for (const { event, truth, available, faults } of look(evidence).starts) {
      const { protection, result, outside } = event;
      if (protection === 'none' || available <= 0 || !truth.launchable[protection].possible) continue;
      if (!result.started && isExcused(event, result.cause, faults)) continue;
      const refused = !result.started && (outside || result.cause === 'no-free-key' || result.cause === 'capacity-used');
      say.check(
        !refused,
        event,
        () => `${event.guest} (${protection}) was refused on ${event.host} with ${available} key IDs left`,
      );
    }
  },
};

function isExcused({ cgroup }: StartEvent, cause: StartFailureCause, faults: ReadonlySet<HostFaultName>): boolean {
  return cause === 'cgroup-limit' ? cgroup !== undefined : isExcusedBy(faults, cause);
}

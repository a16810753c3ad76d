/**
 * Checks: every start of the control plane on a host that can launch the protection and has a key ID left succeeds.
 * Does not check: hosts that cannot launch it (chosen-host-can-launch); policies and launch sessions of the guest's own that the host refuses; SNP guests with SMM, which QEMU refuses and admission
 * does not; hosts whose firmware is broken at the moment (faults flush-fails and psp-error).
 * Source: VEP #80, "determines how many CVMs can be created in the node"; KubeVirt v1.9 pkg/virt-handler/vm.go
 */

import { isExcusedBy } from '../../../model/broken-firmware.js';
import { hasNode } from '../../../model/expected-node.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/life/placed-guest-starts`. */
export const placedGuestStarts: Invariant = {
  requirement: 'kubevirt/life/placed-guest-starts',
  judge(evidence, say) {
    for (const { event, truth, vmi, available, faults } of look(evidence).starts) {
      const { protection, result } = event;
      if (event.outside || (protection === 'snp' && vmi?.smm === true)) continue;
      if (protection === 'none' ? !hasNode(truth, '/dev/kvm') : !truth.launchable[protection].possible || available <= 0)
        continue;
      if (!result.started && result.cause === 'policy-refused' && vmi?.policy !== undefined) continue;
      if (!result.started && (result.cause === 'session-refused' || isExcusedBy(faults, result.cause))) continue;
      say.check(
        result.started,
        event,
        () => `${event.guest} (${protection}) did not start on ${event.host}: ${result.started ? '' : result.error.message}`,
      );
    }
  },
};

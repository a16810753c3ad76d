/**
 * Checks: domain/@type is kvm and os/type is hvm.
 * Does not check: ordinary guests, which may be emulated.
 * Source: KubeVirt v1.9 pkg/hypervisor/kvm/hypervisorbackend.go; QEMU has no SEV or TDX without KVM
 */

import type { Invariant } from '../../invariant.js';
import { documentsOf, quoted } from '../../views.js';

/** Judge of `kubevirt/domain/runs-on-kvm`. */
export const runsOnKvm: Invariant = {
  requirement: 'kubevirt/domain/runs-on-kvm',
  judge(evidence, say) {
    for (const { event, document } of documentsOf(evidence, (protection) => protection !== 'none')) {
      const holds = document.type === 'kvm' && document.osType === 'hvm';
      say.check(
        holds,
        event,
        () =>
          `${event.guest} (${event.protection}) is of type ${quoted(document.type)}/${quoted(document.osType)}, expected kvm/hvm`,
      );
    }
  },
};

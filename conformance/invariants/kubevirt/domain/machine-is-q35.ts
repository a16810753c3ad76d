/**
 * Checks: os/type/@machine is q35 or a version of it, for requests that name no machine.
 * Does not check: ordinary guests.
 * Source: KubeVirt v1.9 pkg/virt-config/virt-config.go (default machine type on amd64); libvirt
 * docs/kbase/launch_security_sev.rst, "Q35"
 */

import type { Invariant } from '../../invariant.js';
import { documentsOf, quoted } from '../../views.js';

/** Judge of `kubevirt/domain/machine-is-q35`. */
export const machineIsQ35: Invariant = {
  requirement: 'kubevirt/domain/machine-is-q35',
  judge(evidence, say) {
    for (const { event, document } of documentsOf(evidence, (protection) => protection !== 'none')) {
      const { machine = '' } = document;
      say.check(
        machine === 'q35' || machine.startsWith('pc-q35'),
        event,
        () => `${event.guest} (${event.protection}) has the machine ${quoted(machine)}, expected q35`,
      );
    }
  },
};

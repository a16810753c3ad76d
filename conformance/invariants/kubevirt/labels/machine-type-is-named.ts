/**
 * Checks: an x86 node names q35 and the newest q35 machine its QEMU has.
 * Does not check: older machine types; other architectures.
 * Source: KubeVirt v1.9 cmd/virt-handler/virt-handler.go (getMachines); kubevirt@2a66788879
 */

import { labellerLooks } from '../../../model/expected-labelling.js';
import { documentsAreWhole } from '../../../model/expected-node.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/labels/machine-type-is-named`. */
export const machineTypeIsNamed: Invariant = {
  requirement: 'kubevirt/labels/machine-type-is-named',
  judge(evidence, say) {
    for (const { event } of look(evidence).labellings) {
      const { cpu, qemu } = event.truth;
      if (!labellerLooks(event) || !documentsAreWhole(event.spoiled) || cpu.libvirtVendor === 'IBM') continue;
      const missing = ['q35', qemu.q35Machine].find(
        (machine) => !(`machine-type.node.kubevirt.io/${machine}` in event.decision.labels),
      );
      say.check(missing === undefined, event, () => `${event.host} has the machine type ${missing}, but does not name it`);
    }
  },
};

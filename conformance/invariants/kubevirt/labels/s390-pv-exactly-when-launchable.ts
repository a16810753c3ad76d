/**
 * Checks: kubevirt.io/s390-pv is there on an s390x host with KVM whose kernel was told to protect guests, and on no other host.
 * Does not check: s390x hosts with damaged documents.
 * Source: KubeVirt v1.9 pkg/virt-handler/node-labeller/node_labeller.go
 */

import type { BootTruth } from '../../../../sim/contracts/truth.js';
import { labellerLooks } from '../../../model/expected-labelling.js';
import { documentsAreWhole, hasNode } from '../../../model/expected-node.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/labels/s390-pv-exactly-when-launchable`. */
export const s390PvLabelExactlyWhenLaunchable: Invariant = {
  requirement: 'kubevirt/labels/s390-pv-exactly-when-launchable',
  judge(evidence, say) {
    for (const { event } of look(evidence).labellings) {
      const able = hasSecureExecution(event.truth);
      if (!labellerLooks(event) || (able && !documentsAreWhole(event.spoiled))) continue;
      const carried = label in event.decision.labels;
      const words = able ? 'has Secure Execution, but does not carry' : 'has no Secure Execution, but carries';
      say.check(carried === able, event, () => `${event.host} ${words} ${label}`);
    }
  },
};

const label = 'kubevirt.io/s390-pv';

/** Source: libvirt `virQEMUCapsKVMSupportsSecureGuestS390`, which asks the kernel's command line. */
function hasSecureExecution(truth: BootTruth): boolean {
  const told = /(^| )prot_virt=(1|y|on)( |$)/i.test(truth.kernel.commandLine);
  return truth.cpu.libvirtVendor === 'IBM' && hasNode(truth, '/dev/kvm') && told;
}

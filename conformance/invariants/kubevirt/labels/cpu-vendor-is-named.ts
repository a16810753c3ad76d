/**
 * Checks: a node names one CPU vendor, and it is the vendor of the host's processor.
 * Does not check: hosts without /dev/kvm, whose guests get an emulated processor; damaged documents.
 * Source: KubeVirt v1.9 pkg/virt-handler/node-labeller/node_labeller.go (prepareLabels)
 */

import { labellerLooks } from '../../../model/expected-labelling.js';
import { documentsAreWhole, hasNode } from '../../../model/expected-node.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/labels/cpu-vendor-is-named`. */
export const cpuVendorIsNamed: Invariant = {
  requirement: 'kubevirt/labels/cpu-vendor-is-named',
  judge(evidence, say) {
    for (const { event } of look(evidence).labellings) {
      if (!labellerLooks(event) || !documentsAreWhole(event.spoiled) || !hasNode(event.truth, '/dev/kvm')) continue;
      const vendor = event.truth.cpu.libvirtVendor;
      const named = vendors.filter((each) => `cpu-vendor.node.kubevirt.io/${each}` in event.decision.labels);
      say.check(
        named.join() === vendor,
        event,
        () => `${event.host} is made by ${vendor}, but its labels say "${named.join(', ')}"`,
      );
    }
  },
};

const vendors = ['AMD', 'Intel', 'IBM'] as const;

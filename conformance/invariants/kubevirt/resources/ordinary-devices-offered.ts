/**
 * Checks: kvm, tun and vhost-net devices are offered wherever /dev/kvm is there.
 * Does not check: their exact number; hosts without /dev/kvm.
 * Source: KubeVirt v1.9 pkg/virt-handler/device-manager/device_controller.go (permanent plugins kvm, tun, vhost-net)
 */

import { hasNode } from '../../../model/expected-node.js';
import { ordinaryDevices } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { agentActs } from '../../resource-judges.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/resources/ordinary-devices-offered`. */
export const ordinaryDevicesOffered: Invariant = {
  requirement: 'kubevirt/resources/ordinary-devices-offered',
  judge(evidence, say) {
    for (const { event } of look(evidence).labellings) {
      if (!agentActs(event) || !hasNode(event.truth, '/dev/kvm')) continue;
      const missing = ordinaryDevices.find((device) => !((event.decision.resources[device] ?? 0) > 0));
      say.check(missing === undefined, event, () => `${event.host} has /dev/kvm but offers no ${missing}`);
    }
  },
};

/**
 * Checks: kvm, tun and vhost-net devices are as many as configured wherever /dev/kvm is there.
 * Does not check: hosts without /dev/kvm; agents that end or are silent.
 * Source: KubeVirt v1.9 pkg/virt-handler/device-manager/device_controller.go (max-devices, default 1000)
 */

import { maxDevices } from '../../../model/cluster-config.js';
import { hasNode } from '../../../model/expected-node.js';
import { ordinaryDevices } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { agentActs } from '../../resource-judges.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/resources/ordinary-device-count`. */
export const ordinaryDeviceCount: Invariant = {
  requirement: 'kubevirt/resources/ordinary-device-count',
  judge(evidence, say) {
    for (const { event, config } of look(evidence).labellings) {
      if (!agentActs(event) || !hasNode(event.truth, '/dev/kvm')) continue;
      const { resources } = event.decision;
      const wrong = ordinaryDevices.find((device) => resources[device] !== maxDevices(config));
      say.check(
        wrong === undefined,
        event,
        () => `${event.host} offers ${resources[wrong ?? ''] ?? 0} ${wrong}, expected ${maxDevices(config)}`,
      );
    }
  },
};

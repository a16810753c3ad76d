/**
 * Checks: where the gate is open and /dev/sev is missing, its devices are announced as unhealthy: they count in capacity
 * and cannot be allocated.
 * Does not check: key IDs, which no device stands for.
 * Source: KubeVirt v1.9 pkg/virt-handler/device-manager/generic_device.go (healthCheck); Kubernetes device plugin API
 * v1beta1
 */

import { gateIsOpen, maxDevices, sevGate } from '../../../model/cluster-config.js';
import { hasNode } from '../../../model/expected-node.js';
import { sevDevice } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { agentActs } from '../../resource-judges.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/resources/missing-device-is-unhealthy`. */
export const missingDeviceIsUnhealthy: Invariant = {
  requirement: 'kubevirt/resources/missing-device-is-unhealthy',
  judge(evidence, say) {
    for (const { event, config } of look(evidence).labellings) {
      const gone = !hasNode(event.truth, '/dev/sev') || event.spoiled?.includes('/dev/sev') === true;
      if (!agentActs(event) || !gone || !gateIsOpen(config, sevGate)) continue;
      const { unhealthy = {} } = event.decision;
      say.check(
        unhealthy[sevDevice] === maxDevices(config),
        event,
        () => `${event.host} announces ${unhealthy[sevDevice] ?? 0} unhealthy ${sevDevice}, expected ${maxDevices(config)}`,
      );
    }
  },
};

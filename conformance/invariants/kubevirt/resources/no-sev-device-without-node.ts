/**
 * Checks: devices.kubevirt.io/sev is absent or 0 where /dev/sev is missing.
 * Does not check: closed gates (closed-gate-offers-nothing).
 * Source: KubeVirt v1.9 pkg/virt-handler/device-manager/generic_device.go (a missing device is unhealthy and not allocatable)
 */

import { hasNode } from '../../../model/expected-node.js';
import { sevDevice } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/resources/no-sev-device-without-node`. */
export const noSevDeviceWithoutNode: Invariant = {
  requirement: 'kubevirt/resources/no-sev-device-without-node',
  judge(evidence, say) {
    for (const { event } of look(evidence).labellings) {
      if (hasNode(event.truth, '/dev/sev') && event.spoiled?.includes('/dev/sev') !== true) continue;
      const offered = event.decision.resources[sevDevice] ?? 0;
      say.check(offered === 0, event, () => `${event.host} offers ${offered} ${sevDevice}, but has no /dev/sev`);
    }
  },
};

/**
 * Checks: each host device or GPU of the request is one unit of the resource it names.
 * Does not check: whether the cluster permits the device.
 * Source: KubeVirt v1.9 pkg/virt-controller/services/renderresources.go (WithHostDevicesDevicePlugins, WithGPUsDevicePlugins)
 */

import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/scheduling/host-devices-requested`. */
export const hostDevicesRequested: Invariant = {
  requirement: 'kubevirt/scheduling/host-devices-requested',
  judge(evidence, say) {
    for (const { event, vmi } of look(evidence).placements) {
      for (const resource of new Set(vmi.passedDevices)) {
        const expected = vmi.passedDevices.filter((each) => each === resource).length;
        const found = event.claim.resources[resource];
        say.check(found === expected, event, () => `${event.guest} asks for ${quoted(found)} ${resource}, expected ${expected}`);
      }
    }
  },
};

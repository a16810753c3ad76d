/**
 * Checks: a guest with a vsock asks for one vhost-vsock device, and a guest without for none.
 * Does not check: whether a node has one.
 * Source: KubeVirt v1.9 pkg/virt-controller/services/renderresources.go (getRequiredResources)
 */

import { vsockDevice } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/scheduling/vsock-device-requested`. */
export const vsockDeviceRequested: Invariant = {
  requirement: 'kubevirt/scheduling/vsock-device-requested',
  judge(evidence, say) {
    for (const { event, vmi } of look(evidence).placements) {
      const expected = vmi.vsock ? 1 : undefined;
      const found = event.claim.resources[vsockDevice];
      say.check(
        found === expected,
        event,
        () => `${event.guest} asks for ${quoted(found)} ${vsockDevice}, expected ${quoted(expected)}`,
      );
    }
  },
};

/**
 * Checks: each of the three devices is requested once.
 * Does not check: vhost-vsock and passed-through devices; guests without a virtio interface.
 * Source: KubeVirt v1.9 pkg/virt-controller/services/renderresources.go
 */

import { ordinaryDevices } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/scheduling/ordinary-devices-requested`. */
export const ordinaryDevicesRequested: Invariant = {
  requirement: 'kubevirt/scheduling/ordinary-devices-requested',
  judge(evidence, say) {
    for (const { event, vmi } of look(evidence).placements) {
      if (!vmi.virtioNetwork) continue;
      const missing = ordinaryDevices.find((device) => event.claim.resources[device] !== 1);
      say.check(
        missing === undefined,
        event,
        () => `${event.guest} asks for ${quoted(event.claim.resources[missing ?? ''])} ${missing}, expected 1`,
      );
    }
  },
};

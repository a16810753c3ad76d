/**
 * Checks: no accepted guest is refused by libvirt or QEMU because its own document contradicts itself.
 * Does not check: hosts that cannot do what is asked: no key ID, no firmware, no device, another policy of the firmware.
 * Source: KubeVirt v1.9 docs and pkg/virt-api/webhooks: validation webhooks refuse what cannot run; QEMU 10.1
 * target/i386/sev.c
 */

import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/admission/accepted-can-start`. */
export const acceptedCanStart: Invariant = {
  requirement: 'kubevirt/admission/accepted-can-start',
  judge(evidence, say) {
    for (const { event } of look(evidence).starts) {
      const { result } = event;
      if (event.outside) continue;
      const contradictory = !result.started && result.cause === 'invalid-domain';
      say.check(
        !contradictory,
        event,
        () => `${event.guest} was accepted, but can start nowhere: ${result.started ? '' : result.error.message}`,
      );
    }
  },
};

/**
 * Checks: no accepted guest is refused by the host for what its own request says, and none by libvirt or QEMU because its document
 * contradicts itself.
 * Does not check: guests that leave their machine type to the host; hosts that cannot do what is asked.
 * Source: Nova nova/compute/api.py (_validate_flavor_image_numa_pci: "so that it can be rejected early"); derived: accepted means
 * buildable
 */

import type { Invariant } from '../../invariant.js';
import { lookAtGuests } from '../../nova-guest-views.js';
import { quoted } from '../../views.js';

/** Judge of `nova/request/accepted-is-buildable`. */
export const novaRequestAcceptedIsBuildable: Invariant = {
  requirement: 'nova/request/accepted-is-buildable',
  judge(evidence, say) {
    const { renderings, starts } = lookAtGuests(evidence);
    for (const { event, asked } of renderings) {
      if (asked.machine === undefined && asked.encrypted) continue;
      const message = event.decision.rendered ? '' : event.decision.message;
      say.check(
        !isAboutTheRequest.test(message),
        event,
        () => `${event.guest} was accepted, and then not built: ${quoted(message)}`,
      );
    }
    for (const { event } of starts) {
      const { result } = event;
      const contradictory = !result.started && result.cause === 'invalid-domain';
      say.check(
        !contradictory,
        event,
        () => `${event.guest} was accepted, but can start nowhere: ${result.started ? '' : result.error.message}`,
      );
    }
  },
};

/** Beginnings of what the API says of requests. */
const isAboutTheRequest =
  /^(Flavor |Memory encryption |The \S+ memory encryption model |Invalid memory encryption |Invalid secure boot |locked_memory |Stateless firmware is supported only|Machine type '[^']*' is not compatible with image .*q35 type is required)/;

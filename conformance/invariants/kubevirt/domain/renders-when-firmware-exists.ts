/**
 * Checks: no refusal to render where the images the guest needs are installed.
 * Does not check: guests without EFI.
 * Source: KubeVirt v1.9 pkg/virt-launcher/virtwrap/manager.go
 */

import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/domain/renders-when-firmware-exists`. */
export const rendersWhenFirmwareExists: Invariant = {
  requirement: 'kubevirt/domain/renders-when-firmware-exists',
  judge(evidence, say) {
    for (const { event, vmi, firmware } of look(evidence).renderings) {
      if (!vmi.efi || firmware === undefined) continue;
      const { decision } = event;
      say.check(
        decision.rendered,
        event,
        () => `${event.guest} was not rendered although its firmware is installed: ${decision.rendered ? '' : decision.message}`,
      );
    }
  },
};

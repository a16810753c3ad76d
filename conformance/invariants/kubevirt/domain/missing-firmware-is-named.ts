/**
 * Checks: nothing is rendered, and the message carries the four flags of the guest.
 * Does not check: guests whose firmware libvirt chooses; what happens next (missing-firmware-is-final).
 * Source: KubeVirt v1.9 pkg/virt-launcher/virtwrap/manager.go (EFI OVMF roms missing …)
 */

import { missingFirmwareMessage } from '../../../model/expected-domain.js';
import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/domain/missing-firmware-is-named`. */
export const missingFirmwareIsNamed: Invariant = {
  requirement: 'kubevirt/domain/missing-firmware-is-named',
  judge(evidence, say) {
    for (const { event, vmi, firmware, document } of look(evidence).renderings) {
      if (!vmi.efi || firmware !== undefined || document?.automaticFirmware !== undefined) continue;
      const { decision, protection } = event;
      const expected = missingFirmwareMessage(vmi, protection);
      const said = (): string => (decision.rendered ? 'a document' : quoted(decision.message));
      say.check(
        !decision.rendered && decision.message.includes(expected),
        event,
        () => `${event.guest}: expected ${quoted(expected)}, found ${said()}`,
      );
    }
  },
};

/**
 * Checks: os/nvram of an ordinary EFI guest is made from the template that belongs to its secure boot, in a file named after the guest.
 * Does not check: guests whose firmware libvirt chooses; confidential guests (sev-has-own-variables, snp-and-tdx-are-stateless).
 * Source: KubeVirt v1.9 pkg/virt-launcher/virtwrap/efi/efi.go; kubevirt@dbe0ba06df, kubevirt@69f131a9e6
 */

import type { Invariant } from '../../invariant.js';
import { documentsOf } from '../../views.js';

/** Judge of `kubevirt/domain/ordinary-has-own-variables`. */
export const ordinaryHasOwnVariables: Invariant = {
  requirement: 'kubevirt/domain/ordinary-has-own-variables',
  judge(evidence, say) {
    for (const { event, document, firmware, vmi } of documentsOf(evidence, (protection) => protection === 'none')) {
      if (!vmi.efi || firmware === undefined || document.automaticFirmware !== undefined) continue;
      const { nvram, guestName } = document;
      const holds = nvram?.template === firmware.template && nvram?.path.endsWith(`/${guestName}_VARS.fd`);
      say.check(
        holds === true,
        event,
        () => `${event.guest} has nvram ${JSON.stringify(nvram)}, expected template ${firmware.template} and a file of its own`,
      );
    }
  },
};

/**
 * Checks: os/nvram has the installed template and a file named after the guest.
 * Does not check: the directory of the file; what is in it.
 * Source: KubeVirt v1.9 pkg/virt-launcher/virtwrap/converter/compute/os.go; KubeVirt v1.9
 * pkg/virt-launcher/virtwrap/efi/efi.go
 */

import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/domain/sev-has-own-variables`. */
export const sevHasOwnVariables: Invariant = {
  requirement: 'kubevirt/domain/sev-has-own-variables',
  judge(evidence, say) {
    for (const { event, document, firmware } of look(evidence).documents) {
      if ((event.protection !== 'sev' && event.protection !== 'sev-es') || firmware === undefined) continue;
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

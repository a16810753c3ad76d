/**
 * Checks: an emulated TPM 2.0 where the request has one, and none elsewhere.
 * Does not check: whether its state is kept.
 * Source: KubeVirt v1.9 pkg/virt-launcher/virtwrap/converter/compute/tpm.go
 */

import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/domain/tpm-as-asked`. */
export const tpmAsAsked: Invariant = {
  requirement: 'kubevirt/domain/tpm-as-asked',
  judge(evidence, say) {
    for (const { event, document, vmi } of look(evidence).documents) {
      const emulated = document.tpms.filter(({ backend, version }) => backend === 'emulator' && version === '2.0').length;
      const expected = vmi.tpm ? 1 : 0;
      const holds = emulated === expected && document.tpms.length === expected;
      say.check(holds, event, () => `${event.guest} has ${JSON.stringify(document.tpms)}, expected ${expected} emulated TPM 2.0`);
    }
  },
};

/**
 * Checks: every sev/… request about such a guest is refused.
 * Does not check: in which words.
 * Source: VEP #80, attestation of SNP and TDX is driven by the guest; KubeVirt v1.9 pkg/util/amd64.go
 */

import type { Invariant } from '../../invariant.js';
import { asked, inWords } from '../../request-judges.js';

/** Judge of `kubevirt/attestation/snp-and-tdx-attest-themselves`. */
export const snpAndTdxAttestThemselves: Invariant = {
  requirement: 'kubevirt/attestation/snp-and-tdx-attest-themselves',
  judge(evidence, say) {
    for (const { event, happening } of asked(evidence)) {
      const { protection, guest } = event;
      if (!happening.request.startsWith('sev/') || (protection !== 'snp' && protection !== 'tdx')) continue;
      const { answer } = event.decision;
      say.check(
        answer?.allowed === false,
        event,
        () => `${happening.request} of ${guest} (${protection}) was ${inWords(answer)}`,
      );
    }
  },
};

/**
 * Checks: pdh and certChain of the answer.
 * Does not check: their signatures.
 * Source: KubeVirt v1.9 pkg/virt-launcher/virtwrap/manager.go (GetSEVInfo); kubevirt@a32b3f09c1
 */

import type { Invariant } from '../../invariant.js';
import { granted } from '../../request-judges.js';

/** Judge of `kubevirt/attestation/certificates-are-current`. */
export const certificatesAreCurrent: Invariant = {
  requirement: 'kubevirt/attestation/certificates-are-current',
  judge(evidence, say) {
    for (const { event, happening } of granted(evidence, 'sev/fetchcertchain')) {
      const { pdh, certChain } = happening.hypervisor?.sevInfo ?? {};
      const body = event.decision.answer?.body;
      const holds = pdh !== undefined && body?.pdh === pdh && body.certChain === certChain;
      say.check(holds, event, () => `${event.guest} was answered other certificates than its node has since it booted`);
    }
  },
};

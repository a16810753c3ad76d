/**
 * Checks: requests the model finds no fault with are allowed.
 * Does not check: requests that break a rule.
 * Source: KubeVirt v1.9 pkg/virt-api/rest/sev.go
 */

import type { Invariant } from '../../invariant.js';
import { asked, inWords } from '../../request-judges.js';

/** Judge of `kubevirt/attestation/well-formed-is-granted`. */
export const wellFormedIsGranted: Invariant = {
  requirement: 'kubevirt/attestation/well-formed-is-granted',
  judge(evidence, say) {
    for (const { event, happening, expected } of asked(evidence)) {
      if (expected !== undefined || !happening.request.startsWith('sev/')) continue;
      const { answer } = event.decision;
      say.check(answer?.allowed === true, event, () => `${happening.request} of ${event.guest} was ${inWords(answer)}`);
    }
  },
};

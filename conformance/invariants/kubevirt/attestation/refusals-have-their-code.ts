/**
 * Checks: the HTTP code of a refusal.
 * Does not check: its words (each rule has a requirement of its own).
 * Source: KubeVirt v1.9 pkg/virt-api/rest/sev.go (BadRequest, Conflict); Kubernetes API conventions, "HTTP Status codes"
 */

import type { Invariant } from '../../invariant.js';
import { asked } from '../../request-judges.js';
import { quoted } from '../../views.js';

/** Judge of `kubevirt/attestation/refusals-have-their-code`. */
export const refusalsHaveTheirCode: Invariant = {
  requirement: 'kubevirt/attestation/refusals-have-their-code',
  judge(evidence, say) {
    for (const { event, happening, expected } of asked(evidence)) {
      const { answer } = event.decision;
      if (!happening.request.startsWith('sev/') || expected?.httpCode === undefined || answer?.allowed !== false) continue;
      const holds = answer.httpCode === expected.httpCode;
      say.check(
        holds,
        event,
        () => `${happening.request} of ${event.guest} was refused with ${quoted(answer.httpCode)}, expected ${expected.httpCode}`,
      );
    }
  },
};

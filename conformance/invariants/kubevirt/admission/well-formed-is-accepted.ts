/**
 * Checks: amd64 requests made from a guest description that break no rule are accepted.
 * Does not check: hand-written manifests, which may be wrong in ways this catalogue does not know; other architectures.
 * Source: VEP #80, "Enable TDX VM Deployment", "Enable SEV-SNP VM Deployment"; KubeVirt v1.9 pkg/virt-api/webhooks/amd64.go
 * (ValidateLaunchSecurityAmd64)
 */

import { messagesOf } from '../../admission-judges.js';
import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/admission/well-formed-is-accepted`. */
export const wellFormedIsAccepted: Invariant = {
  requirement: 'kubevirt/admission/well-formed-is-accepted',
  judge(evidence, say) {
    for (const { event, vmi, expected } of look(evidence).admissions) {
      if (expected.length > 0 || vmi.architecture !== 'amd64' || event.spec.manifest !== undefined) continue;
      const { decision } = event;
      say.check(
        decision.allowed,
        event,
        () => `${event.guest} (${event.spec.protection}) is well formed, but was refused: ${quoted(messagesOf(decision))}`,
      );
    }
  },
};

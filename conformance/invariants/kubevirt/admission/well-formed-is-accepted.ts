/**
 * Checks: instances made from a guest description that break no rule are accepted.
 * Does not check: hand-written manifests, which may be wrong in ways this catalogue does not know; other forms
 * (same-answer-in-every-form); members of launchSecurity beyond upstream's (launch-members-are-accepted).
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
    for (const { event, asked, expected } of look(evidence).admissions) {
      const { decision, spec } = event;
      if (asked.form !== 'instance' || expected.length > 0 || spec.manifest !== undefined || spec.launchMembers !== undefined)
        continue;
      say.check(
        decision.allowed,
        event,
        () => `${event.guest} (${event.spec.protection}) is well formed, but was refused: ${quoted(messagesOf(decision))}`,
      );
    }
  },
};

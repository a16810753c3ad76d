/**
 * Checks: every message of a refused amd64 request is one of those its broken rules call for.
 * Does not check: hand-written manifests; other architectures.
 * Source: KubeVirt v1.9 pkg/virt-api/webhooks/amd64.go (ValidateLaunchSecurityAmd64)
 */

import { messagesOf } from '../../admission-judges.js';
import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/admission/only-known-causes`. */
export const onlyKnownCauses: Invariant = {
  requirement: 'kubevirt/admission/only-known-causes',
  judge(evidence, say) {
    for (const { event, vmi, expected } of look(evidence).admissions) {
      if (event.decision.allowed || vmi.architecture !== 'amd64' || event.spec.manifest !== undefined) continue;
      const unknown = messagesOf(event.decision).find((message) => !expected.some((cause) => cause.message === message));
      say.check(
        unknown === undefined,
        event,
        () => `${event.guest} was refused for ${quoted(unknown)}, which is not a rule it breaks`,
      );
    }
  },
};

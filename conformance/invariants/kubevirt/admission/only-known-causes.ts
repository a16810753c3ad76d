/**
 * Checks: every cause of a refused instance is one its broken rules call for; where the words are the subject's own, one that points at
 * the right place.
 * Does not check: hand-written manifests; other forms; requests with members of launchSecurity beyond upstream's.
 * Source: KubeVirt v1.9 pkg/virt-api/webhooks/amd64.go (ValidateLaunchSecurityAmd64)
 */

import { isCauseFor } from '../../admission-judges.js';
import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/admission/only-known-causes`. */
export const onlyKnownCauses: Invariant = {
  requirement: 'kubevirt/admission/only-known-causes',
  judge(evidence, say) {
    for (const { event, asked, expected } of look(evidence).admissions) {
      const { decision, spec } = event;
      if (asked.form !== 'instance' || decision.allowed || spec.manifest !== undefined || spec.launchMembers !== undefined)
        continue;
      const unknown = decision.causes.find((cause) => !expected.some((known) => isCauseFor(known, cause)));
      say.check(
        unknown === undefined,
        event,
        () => `${event.guest} was refused for ${quoted(unknown?.message)}, which is not a rule it breaks`,
      );
    }
  },
};

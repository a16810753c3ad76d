/**
 * Checks: the type of every cause whose message belongs to a known rule.
 * Does not check: causes with unknown messages (only-known-causes).
 * Source: KubeVirt v1.9 pkg/virt-api/webhooks/amd64.go (ValidateLaunchSecurityAmd64)
 */

import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/admission/cause-type`. */
export const causeTypeIsRight: Invariant = {
  requirement: 'kubevirt/admission/cause-type',
  judge(evidence, say) {
    for (const { event, expected } of look(evidence).admissions) {
      if (event.decision.allowed) continue;
      for (const { message, type } of event.decision.causes) {
        const wanted = expected.find((cause) => cause.message === message)?.type;
        if (wanted === undefined) continue;
        say.check(
          type === wanted,
          event,
          () => `${event.guest}: the cause ${quoted(message)} has type ${type}, expected ${wanted}`,
        );
      }
    }
  },
};

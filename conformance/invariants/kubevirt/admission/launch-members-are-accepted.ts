/**
 * Checks: a request with members of snp or tdx that break no rule is accepted.
 * Does not check: requests that break a rule; whether the members arrive in the domain document.
 * Source: VEP #80, "TDX Design" ("All parameters are optional"), "AMD Design"
 */

import { answer } from '../../admission-judges.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/admission/launch-members-are-accepted`. */
export const launchMembersAreAccepted: Invariant = {
  requirement: 'kubevirt/admission/launch-members-are-accepted',
  judge(evidence, say) {
    for (const { event, expected } of look(evidence).admissions) {
      const { launchMembers, manifest } = event.spec;
      if (launchMembers === undefined || manifest !== undefined || expected.length > 0) continue;
      say.check(
        event.decision.allowed,
        event,
        () => `${event.guest} asks for ${JSON.stringify(launchMembers)}, which is right, but ${answer(event.decision)}`,
      );
    }
  },
};

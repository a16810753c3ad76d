/**
 * Checks: an accepted guest has the one launchSecurity type it asked for, wherever that was written, and an ordinary one has
 * none.
 * Does not check: members of the type; refused requests; requests for several types.
 * Source: VEP #80, "provide users the ability to deploy VMs that are utilizing" TDX and SEV-SNP; Kubernetes API conventions,
 * defaulting
 */

import { protectionGiven } from '../../../model/vmi.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/admission/protection-is-given`. */
export const protectionIsGiven: Invariant = {
  requirement: 'kubevirt/admission/protection-is-given',
  judge(evidence, say) {
    for (const { event, vmi } of look(evidence).admissions) {
      if (!event.decision.allowed || vmi.types.length > 1) continue;
      const given = protectionGiven(event.decision.guest);
      say.check(
        given.types.join() === vmi.types.join(),
        event,
        () =>
          `${event.guest} asked for ${vmi.types.join() || 'no protection'} and is to run with ${given.types.join() || 'none'}`,
      );
    }
  },
};

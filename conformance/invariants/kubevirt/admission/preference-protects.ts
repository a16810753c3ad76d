/**
 * Checks: a machine that says nothing about its protection, and whose instance type does not either, gets the one its
 * preference prefers.
 * Does not check: refused machines; what the protection then needs.
 * Source: KubeVirt v1.9 pkg/instancetype/preference/apply/launchsecurity.go
 */

import { contains, member } from '../../../model/json-member.js';
import type { RequestedInstance } from '../../../model/requested-instance.js';
import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/admission/preference-protects`. */
export const preferenceProtects: Invariant = {
  requirement: 'kubevirt/admission/preference-protects',
  judge(evidence, say) {
    for (const { event, asked } of look(evidence).admissions) {
      const preferred = member(asked.preference, 'spec', 'preferredLaunchSecurity');
      if (!event.decision.allowed || preferred === undefined || isSaidOtherwise(asked)) continue;
      const found = member(event.decision.guest, 'spec', 'domain', 'launchSecurity');
      say.check(
        contains(found, preferred),
        event,
        () => `${event.guest} prefers ${quoted(preferred)} and says nothing else, but has ${quoted(found)}`,
      );
    }
  },
};

function isSaidOtherwise({ written, instancetype }: RequestedInstance): boolean {
  const own = member(written, 'spec', 'domain', 'launchSecurity');
  return own !== undefined || member(instancetype, 'spec', 'launchSecurity') !== undefined;
}

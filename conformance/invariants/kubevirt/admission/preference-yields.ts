/**
 * Checks: everything a machine with a preference says itself is in its instance, and so is the protection its instance type
 * says.
 * Does not check: machines without a preference (request-is-kept); what a preference adds.
 * Source: KubeVirt user guide, "Preferences" ("can be overridden by user"); KubeVirt v1.9 pkg/instancetype/preference/apply;
 * upstream overwrites features.acpi and disableHotplug
 */

import { contains, member } from '../../../model/json-member.js';
import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/admission/preference-yields`. */
export const preferenceYields: Invariant = {
  requirement: 'kubevirt/admission/preference-yields',
  judge(evidence, say) {
    for (const { event, asked } of look(evidence).admissions) {
      const { decision } = event;
      if (!decision.allowed || asked.preference === undefined) continue;
      const protection = member(asked.instancetype, 'spec', 'launchSecurity');
      const found = member(decision.guest, 'spec', 'domain', 'launchSecurity');
      const kept = contains(decision.guest.spec, asked.written.spec) && contains(found, protection);
      say.check(kept, event, () => `${event.guest}: its preference ${quoted(asked.preference)} won over what it says itself`);
    }
  },
};

/**
 * Checks: who submits an instance type with launchSecurity is told that it is deprecated, in the exact words.
 * Does not check: refused requests; other warnings.
 * Source: KubeVirt v1.9 pkg/instancetype/webhooks/admitter.go (checkForDeprecatedFields)
 */

import { member } from '../../../model/json-member.js';
import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/admission/instancetype-is-deprecated`. */
export const instancetypeIsDeprecated: Invariant = {
  requirement: 'kubevirt/admission/instancetype-is-deprecated',
  judge(evidence, say) {
    for (const { event, asked } of look(evidence).admissions) {
      const { decision } = event;
      if (!decision.allowed || member(asked.instancetype, 'spec', 'launchSecurity') === undefined) continue;
      say.check(
        decision.warnings.includes(deprecated),
        event,
        () => `${event.guest} is protected by its instance type; its author was told ${quoted(decision.warnings)}`,
      );
    }
  },
};

const deprecated = 'launchSecurity is deprecated and will be removed in a future release. Use preference instead.';

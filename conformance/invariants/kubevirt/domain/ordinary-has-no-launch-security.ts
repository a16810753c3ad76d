/**
 * Checks: the element is absent for guests without protection.
 * Does not check: confidential guests.
 * Source: VEP #80, "This should not impact existing VMs"
 */

import type { Invariant } from '../../invariant.js';
import { documentsOf, quoted } from '../../views.js';

/** Judge of `kubevirt/domain/ordinary-has-no-launch-security`. */
export const ordinaryHasNoLaunchSecurity: Invariant = {
  requirement: 'kubevirt/domain/ordinary-has-no-launch-security',
  judge(evidence, say) {
    for (const { event, document } of documentsOf(evidence, (protection) => protection === 'none')) {
      say.check(
        document.launchSecurity === undefined,
        event,
        () => `${event.guest} is an ordinary guest but has launchSecurity ${quoted(document.launchSecurity?.type)}`,
      );
    }
  },
};

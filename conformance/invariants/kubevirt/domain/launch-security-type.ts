/**
 * Checks: launchSecurity/@type.
 * Does not check: policy and children; ordinary guests.
 * Source: VEP #80, "AMD SEV-SNP maps to a new type in the LibVirt XML"; KubeVirt v1.9
 * pkg/virt-launcher/virtwrap/converter/compute/launch_security.go
 */

import { launchSecurityType } from '../../../model/expected-domain.js';
import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/domain/launch-security-type`. */
export const launchSecurityHasType: Invariant = {
  requirement: 'kubevirt/domain/launch-security-type',
  judge(evidence, say) {
    for (const { event, document } of look(evidence).documents) {
      if (event.protection === 'none') continue;
      const [expected, found] = [launchSecurityType[event.protection], document.launchSecurity?.type];
      say.check(
        found === expected,
        event,
        () => `${event.guest} (${event.protection}) has launchSecurity type ${quoted(found)}, expected ${quoted(expected)}`,
      );
    }
  },
};

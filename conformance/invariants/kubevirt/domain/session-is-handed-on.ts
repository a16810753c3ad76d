/**
 * Checks: dhCert and session are in launchSecurity exactly as the admitted guest has them, and absent where it has none.
 * Does not check: whether they open anything.
 * Source: KubeVirt v1.9 pkg/virt-launcher/virtwrap/converter/compute/launch_security.go; AMD SEV API 0.24, LAUNCH_START
 */

import { member, textOf } from '../../../model/json-member.js';
import type { Invariant } from '../../invariant.js';
import { documentsOf, quoted } from '../../views.js';

/** Judge of `kubevirt/domain/session-is-handed-on`. */
export const sessionIsHandedOn: Invariant = {
  requirement: 'kubevirt/domain/session-is-handed-on',
  judge(evidence, say) {
    for (const { event, document } of documentsOf(evidence, (protection) => protection === 'sev' || protection === 'sev-es')) {
      for (const name of ['dhCert', 'session']) {
        const given = textOf(member(event.object, 'spec', 'domain', 'launchSecurity', 'sev', name)) || undefined;
        const found = document.launchSecurity?.texts[name];
        say.check(found === given, event, () => `${event.guest} has ${name} ${quoted(found)}, but was given ${quoted(given)}`);
      }
    }
  },
};

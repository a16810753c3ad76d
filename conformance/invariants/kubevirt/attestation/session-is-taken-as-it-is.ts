/**
 * Checks: session and dhCert of the changed request against the body.
 * Does not check: other members of the request.
 * Source: KubeVirt v1.9 pkg/virt-api/rest/sev.go (replaces /spec/domain/launchSecurity/sev)
 */

import { member } from '../../../model/json-member.js';
import type { Invariant } from '../../invariant.js';
import { granted } from '../../request-judges.js';
import { quoted } from '../../views.js';

/** Judge of `kubevirt/attestation/session-is-taken-as-it-is`. */
export const sessionIsTakenAsItIs: Invariant = {
  requirement: 'kubevirt/attestation/session-is-taken-as-it-is',
  judge(evidence, say) {
    for (const { event, happening } of granted(evidence, 'sev/setupsession')) {
      const sev = member(event.decision.guest, 'spec', 'domain', 'launchSecurity', 'sev');
      const { body } = happening;
      const holds = member(sev, 'session') === body?.session && member(sev, 'dhCert') === body?.dhCert;
      say.check(holds, event, () => `${event.guest} was given ${quoted(body)}, but its request now has ${quoted(sev)}`);
    }
  },
};

/**
 * Checks: both texts stand in the document as the owner sent them.
 * Does not check: where in the document: libvirt knows them in one place only.
 * Source: libvirt docs/formatdomain.rst (launchSecurity: session, dhCert); KubeVirt v1.9 converter/compute/launch_security.go
 */

import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/attestation/session-reaches-the-document`. */
export const sessionReachesTheDocument: Invariant = {
  requirement: 'kubevirt/attestation/session-reaches-the-document',
  judge(evidence, say) {
    for (const { event, vmi } of look(evidence).renderings) {
      const { launchSession } = vmi;
      if (!event.decision.rendered || launchSession === undefined) continue;
      const { xml } = event.decision;
      const holds = xml.includes(`<session>${launchSession.session}<`) && xml.includes(`<dhCert>${launchSession.dhCert}<`);
      say.check(holds, event, () => `${event.guest} is to start with a document that lacks the session its owner handed in`);
    }
  },
};

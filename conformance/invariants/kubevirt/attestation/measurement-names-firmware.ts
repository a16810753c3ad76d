/**
 * Checks: loaderSHA against the loader of the guest's last document.
 * Does not check: guests without a readable document.
 * Source: KubeVirt v1.9 pkg/virt-launcher/virtwrap/manager.go (GetLaunchMeasurement)
 */

import { imageSha256 } from '../../../model/launch-measurement.js';
import type { Invariant } from '../../invariant.js';
import { granted } from '../../request-judges.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/attestation/measurement-names-firmware`. */
export const measurementNamesFirmware: Invariant = {
  requirement: 'kubevirt/attestation/measurement-names-firmware',
  judge(evidence, say) {
    const { documents } = look(evidence);
    for (const { event } of granted(evidence, 'sev/querylaunchmeasurement')) {
      const last = documents.findLast((candidate) => candidate.event.guest === event.guest && candidate.event.step <= event.step);
      const loader = last?.document.loader?.path;
      if (loader === undefined) continue;
      const found = event.decision.answer?.body?.loaderSHA;
      say.check(
        found === imageSha256(loader),
        event,
        () => `${event.guest} booted from ${loader}, whose SHA-256 is not ${quoted(found)}`,
      );
    }
  },
};

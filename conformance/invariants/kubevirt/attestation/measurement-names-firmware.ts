/**
 * Checks: loaderSHA against the loader of the guest's last document.
 * Does not check: guests without a readable document.
 * Source: KubeVirt v1.9 pkg/virt-launcher/virtwrap/manager.go (GetLaunchMeasurement)
 */

import { imageSha256 } from '../../../model/launch-measurement.js';
import type { Invariant } from '../../invariant.js';
import { granted, startedFrom } from '../../request-judges.js';
import { quoted } from '../../views.js';

/** Judge of `kubevirt/attestation/measurement-names-firmware`. */
export const measurementNamesFirmware: Invariant = {
  requirement: 'kubevirt/attestation/measurement-names-firmware',
  judge(evidence, say) {
    for (const { event } of granted(evidence, 'sev/querylaunchmeasurement')) {
      const loader = startedFrom(evidence, event)?.document.loader?.path;
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

/**
 * Checks: measurement, apiMajor, apiMinor, buildID and policy of the answer.
 * Does not check: loaderSHA (measurement-names-firmware).
 * Source: KubeVirt v1.9 pkg/virt-launcher/virtwrap/manager.go (GetLaunchMeasurement)
 */

import type { Invariant } from '../../invariant.js';
import { granted } from '../../request-judges.js';
import { quoted } from '../../views.js';

/** Judge of `kubevirt/attestation/measurement-is-passed-on`. */
export const measurementIsPassedOn: Invariant = {
  requirement: 'kubevirt/attestation/measurement-is-passed-on',
  judge(evidence, say) {
    for (const { event, happening } of granted(evidence, 'sev/querylaunchmeasurement')) {
      const { buildId, ...told } = happening.hypervisor?.measurement ?? {};
      const { loaderSHA: _, ...body } = event.decision.answer?.body ?? {};
      const wanted = { ...told, buildID: buildId };
      const wrong = Object.entries(wanted).find(([key, value]) => body[key] !== value);
      say.check(
        wrong === undefined,
        event,
        () => `${event.guest}: libvirt told ${JSON.stringify(wanted)}, but the answer is ${quoted(body)}`,
      );
    }
  },
};

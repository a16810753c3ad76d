/**
 * Checks: the hash, recomputed from the owner's session, the policy and the loader of the guest's last document.
 * Does not check: what a real digest covers besides the firmware.
 * Source: AMD SEV API 0.24, chapter 6.5 LAUNCH_MEASURE; KubeVirt tests/launchsecurity/sev.go (verifyMeasurement)
 */

import { textOf } from '../../../model/json-member.js';
import { isGenuine } from '../../../model/launch-measurement.js';
import type { Invariant } from '../../invariant.js';
import { granted, startedFrom } from '../../request-judges.js';
import { quoted } from '../../views.js';

/** Judge of `kubevirt/attestation/measurement-is-genuine`. */
export const measurementIsGenuine: Invariant = {
  requirement: 'kubevirt/attestation/measurement-is-genuine',
  judge(evidence, say) {
    for (const { event, happening, vmi } of granted(evidence, 'sev/querylaunchmeasurement')) {
      const measured = happening.hypervisor?.measurement;
      const document = startedFrom(evidence, event)?.document;
      const measurement = textOf(event.decision.answer?.body?.measurement);
      const firmware = document?.loader?.path;
      if (measured === undefined || firmware === undefined || vmi.launchSession === undefined) continue;
      const policy = Number(document?.launchSecurity?.policy);
      const holds = measurement !== undefined && isGenuine({ ...measured, ...vmi.launchSession, measurement, policy, firmware });
      say.check(holds, event, () => `${event.guest}: its owner expects another measurement than ${quoted(measurement)}`);
    }
  },
};

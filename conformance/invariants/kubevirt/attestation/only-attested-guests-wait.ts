/**
 * Checks: the next step after a placement is not hold.
 * Does not check: guests that must wait (waits-for-session).
 * Source: KubeVirt v1.9 pkg/virt-handler/vm.go (shouldWaitForSEVAttestation)
 */

import { isHeldBack } from '../../../model/accepted-requests.js';
import type { Invariant } from '../../invariant.js';
import { happenings } from '../../views.js';

/** Judge of `kubevirt/attestation/only-attested-guests-wait`. */
export const onlyAttestedGuestsWait: Invariant = {
  requirement: 'kubevirt/attestation/only-attested-guests-wait',
  judge(evidence, say) {
    for (const { event, vmi } of happenings(evidence, 'placed')) {
      if (vmi === undefined || isHeldBack(vmi)) continue;
      say.check(event.decision.next !== 'hold', event, () => `${event.guest} (${event.protection}) has nothing to wait for`);
    }
  },
};

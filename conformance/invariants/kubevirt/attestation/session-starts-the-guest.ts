/**
 * Checks: after a granted sev/setupsession the next step is start, and the guest is rendered within the same command.
 * Does not check: whether it can start: there may be no key ID left.
 * Source: KubeVirt v1.9 pkg/virt-api/rest/sev.go (SEVSetupSessionHandler); pkg/virt-handler/vm.go
 */

import type { Invariant } from '../../invariant.js';
import { granted } from '../../request-judges.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/attestation/session-starts-the-guest`. */
export const sessionStartsTheGuest: Invariant = {
  requirement: 'kubevirt/attestation/session-starts-the-guest',
  judge(evidence, say) {
    const { renderings } = look(evidence);
    for (const { event } of granted(evidence, 'sev/setupsession')) {
      const rendered = renderings.some(
        (rendering) => rendering.event.guest === event.guest && rendering.event.step === event.step,
      );
      const { next } = event.decision;
      say.check(
        next === 'start' && rendered,
        event,
        () => `${event.guest} has its session; next step ${next}, rendered: ${rendered}`,
      );
    }
  },
};

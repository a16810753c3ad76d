/**
 * Checks: after a granted sev/setupsession the next step is start, and the guest is rendered within the same command.
 * Does not check: whether it can start: there may be no key ID left; renderings that another command, taken up side by side, overtakes.
 * Source: KubeVirt v1.9 pkg/virt-api/rest/sev.go (SEVSetupSessionHandler); pkg/virt-handler/vm.go
 */

import type { Invariant } from '../../invariant.js';
import { granted } from '../../request-judges.js';
import { haveSameCause, look, mayBeOvertaken } from '../../views.js';

/** Judge of `kubevirt/attestation/session-starts-the-guest`. */
export const sessionStartsTheGuest: Invariant = {
  requirement: 'kubevirt/attestation/session-starts-the-guest',
  judge(evidence, say) {
    const { renderings } = look(evidence);
    for (const { event } of granted(evidence, 'sev/setupsession')) {
      const rendered = renderings.some(
        (rendering) => rendering.event.guest === event.guest && haveSameCause(rendering.event, event),
      );
      if (!rendered && mayBeOvertaken(evidence)) continue;
      const { next } = event.decision;
      say.check(
        next === 'start' && rendered,
        event,
        () => `${event.guest} has its session; next step ${next}, rendered: ${rendered}`,
      );
    }
  },
};

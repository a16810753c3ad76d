/**
 * Checks: what the hypervisor gave against the class.
 * Does not check: guests from outside.
 * Source: kata-containers src/runtime/virtcontainers/qemu_amd64.go (enableProtection)
 */
import type { Invariant } from '../../invariant.js';
import { lookAtKata } from '../../kata-views.js';

/** Judge of `kata/life/protection-given-is-asked`. */
export const kataLifeProtectionGivenIsAsked: Invariant = {
  requirement: 'kata/life/protection-given-is-asked',
  judge(evidence, say) {
    for (const { event, guest } of lookAtKata(evidence).starts) {
      const { result } = event;
      if (!result.started) continue;
      const { protection } = guest.class;
      say.check(
        result.protection === protection,
        event,
        () => `${event.guest} is to be ${protection} and runs as ${result.protection}`,
      );
    }
  },
};

/**
 * Checks: the protection of each started guest, as the host itself reads the domain document, equals the one requested.
 * Does not check: what the guest can measure.
 * Source: VEP #80, "strongest confidential computing security guarantees"; QEMU target/i386/sev.c, where the policy decides
 * between SEV and SEV-ES
 */

import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `host/keys/protection-given-is-asked`. */
export const protectionGivenIsAsked: Invariant = {
  requirement: 'host/keys/protection-given-is-asked',
  judge(evidence, say) {
    for (const { event } of look(evidence).starts) {
      const { result, protection } = event;
      if (!result.started) continue;
      say.check(
        result.protection === protection,
        event,
        () => `${event.guest} asked for ${protection} and runs with ${result.protection}`,
      );
    }
  },
};

/**
 * Checks: policy of the object, decimal or hexadecimal.
 * Does not check: whether the host can grant it.
 * Source: kata-containers src/runtime/config/configuration-qemu-snp.toml.in (snp_guest_policy)
 */
import type { Invariant } from '../../invariant.js';
import { guestObject, linesOf, shimSettings } from '../../kata-line-judges.js';
import { quoted } from '../../views.js';

/** Judge of `kata/command-line/snp-policy`. */
export const kataCommandLineSnpPolicy: Invariant = {
  requirement: 'kata/command-line/snp-policy',
  judge(evidence, say) {
    for (const rendering of linesOf(evidence, 'snp')) {
      const { event, line } = rendering;
      const wanted = Number(shimSettings(rendering).snp_guest_policy ?? 196608);
      const found = guestObject(line)?.members.policy;
      say.check(Number(found) === wanted, event, () => `${event.guest} has the policy ${quoted(found)}, expected ${wanted}`);
    }
  },
};

/**
 * Checks: bit 19 of the policy where the configured policy has it not.
 * Does not check: other bits.
 * Source: AMD SEV-SNP firmware ABI, guest policy bit 19
 */
import type { Invariant } from '../../invariant.js';
import { guestObject, linesOf, shimSettings } from '../../kata-line-judges.js';

/** Judge of `kata/command-line/snp-debugging-is-off`. */
export const kataCommandLineSnpDebuggingIsOff: Invariant = {
  requirement: 'kata/command-line/snp-debugging-is-off',
  judge(evidence, say) {
    for (const rendering of linesOf(evidence, 'snp')) {
      const { event, line } = rendering;
      const policy = BigInt(Number(guestObject(line)?.members.policy ?? 0));
      const configured = BigInt(Number(shimSettings(rendering).snp_guest_policy ?? 196608));
      if ((configured & debugging) !== 0n) continue;
      say.check((policy & debugging) === 0n, event, () => `${event.guest} may be debugged: policy ${policy}`);
    }
  },
};

const debugging = 1n << 19n;

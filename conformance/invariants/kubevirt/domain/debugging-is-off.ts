/**
 * Checks: SEV and SEV-ES policies have bit 0 set; SNP policies have bit 19 clear; TDX policies, if any, have bit 0 clear.
 * Does not check: other policy bits.
 * Source: AMD SEV API 0.24 policy bit 0, AMD SNP ABI 1.55 policy bit 19, Intel TDX module ATTRIBUTES bit 0; Intel's fork and
 * the VEP's example set the TDX bit
 */

import type { Protection } from '../../../../sim/contracts/protection.js';
import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/domain/debugging-is-off`. */
export const debuggingIsOff: Invariant = {
  requirement: 'kubevirt/domain/debugging-is-off',
  judge(evidence, say) {
    for (const { event, document } of look(evidence).documents) {
      if (event.protection === 'none') continue;
      const policy = document.launchSecurity?.policy;
      say.check(
        !allowsDebugging(event.protection, policy),
        event,
        () => `${event.guest} (${event.protection}) may be debugged: policy ${quoted(policy)}`,
      );
    }
  },
};

function allowsDebugging(protection: Protection, policy: string | undefined): boolean {
  const bits = Number(policy ?? '0');
  if (protection === 'snp') return (bits & (1 << 19)) !== 0;
  return protection === 'tdx' ? (bits & 1) !== 0 : (bits & 1) === 0;
}

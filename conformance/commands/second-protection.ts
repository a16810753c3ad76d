import type { ConfidentialProtection, Protection } from '../../sim/contracts/protection.js';

/**
 * The second protection of a request that asks for two, or undefined when the two are one: an ordinary guest with another protection
 * is simply that other one, and SEV and SEV-ES are the same member of a request.
 */
export function secondProtection(first: Protection, second: ConfidentialProtection): ConfidentialProtection | undefined {
  return first === 'none' || member(first) === member(second) ? undefined : second;
}

function member(protection: ConfidentialProtection): string {
  return protection === 'sev-es' ? 'sev' : protection;
}

/**
 * Checks: class and the beginning of the text.
 * Does not check: the list of policies.
 * Source: Nova nova/virt/hardware.py (get_secure_boot_constraint); what the API accepts must be buildable
 */

import type { Invariant } from '../../invariant.js';
import { novaRule } from '../../nova-request-judges.js';

/** Judge of `nova/request/secure-boot-policy-is-known`. */
export const novaRequestSecureBootPolicyIsKnown: Invariant = novaRule(
  'nova/request/secure-boot-policy-is-known',
  'secure-boot-policy',
);

/**
 * Checks: bit 0 of a SEV policy is set, bit 19 of an SNP policy is clear, bit 0 of a TDX policy is clear.
 * Does not check: the other bits of the policy.
 * Source: AMD SEV API, "Guest Policy"; AMD SEV-SNP firmware ABI, "Guest Policy"; Intel TDX module, ATTRIBUTES
 */

import { forbidsDebugging } from '../../../model/nova-policy.js';
import type { Invariant } from '../../invariant.js';
import { encrypted, novaShape } from '../../nova-domain-judges.js';
import { quoted } from '../../views.js';

/** Judge of `nova/domain/debugging-is-off`. */
export const novaDomainDebuggingIsOff: Invariant = novaShape('nova/domain/debugging-is-off', {
  of: encrypted,
  holds: ({ document, asked }) => forbidsDebugging(document, asked.protection ?? 'none'),
  wrong: ({ document }) => `has the policy ${quoted(document.launchSecurity?.texts.policy)}, which lets the host debug it`,
});

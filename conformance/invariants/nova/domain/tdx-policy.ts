/**
 * Checks: launchSecurity/policy is exactly 0x10000000.
 * Does not check: documents that cannot be read.
 * Source: Nova specification "libvirt: Intel TDX", "Domain XML"
 */

import type { Invariant } from '../../invariant.js';
import { novaValue } from '../../nova-domain-judges.js';

/** Judge of `nova/domain/tdx-policy`. */
export const novaDomainTdxPolicy: Invariant = novaValue('nova/domain/tdx-policy', {
  of: ['tdx'],
  what: 'the policy',
  found: ({ document }) => document.launchSecurity?.texts.policy,
  expected: '0x10000000',
});

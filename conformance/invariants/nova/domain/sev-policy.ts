/**
 * Checks: launchSecurity/policy is exactly 0x0033.
 * Does not check: documents that cannot be read.
 * Source: Nova specification "libvirt: AMD SEV" (Train), "policy"; Nova nova/virt/libvirt/config.py
 */

import type { Invariant } from '../../invariant.js';
import { novaValue } from '../../nova-domain-judges.js';

/** Judge of `nova/domain/sev-policy`. */
export const novaDomainSevPolicy: Invariant = novaValue('nova/domain/sev-policy', {
  of: ['sev'],
  what: 'the policy',
  found: ({ document }) => document.launchSecurity?.texts.policy,
  expected: '0x0033',
});

/**
 * Checks: launchSecurity/policy is exactly 0x00030000.
 * Does not check: documents that cannot be read.
 * Source: Nova specification "libvirt: AMD SEV-SNP"; Nova nova/virt/libvirt/config.py
 */

import type { Invariant } from '../../invariant.js';
import { novaValue } from '../../nova-domain-judges.js';

/** Judge of `nova/domain/snp-policy`. */
export const novaDomainSnpPolicy: Invariant = novaValue('nova/domain/snp-policy', {
  of: ['snp'],
  what: 'the policy',
  found: ({ document }) => document.launchSecurity?.texts.policy,
  expected: '0x00030000',
});

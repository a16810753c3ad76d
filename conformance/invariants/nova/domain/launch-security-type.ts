/**
 * Checks: launchSecurity/@type is sev, sev-snp or tdx; ordinary guests have no launchSecurity.
 * Does not check: documents that cannot be read.
 * Source: Nova nova/virt/libvirt/config.py (LibvirtConfigGuestSEVLaunchSecurity and its neighbours)
 */

import { launchSecurityType } from '../../../model/nova-policy.js';
import type { Invariant } from '../../invariant.js';
import { everyone, novaValue } from '../../nova-domain-judges.js';

/** Judge of `nova/domain/launch-security-type`. */
export const novaDomainLaunchSecurityType: Invariant = novaValue('nova/domain/launch-security-type', {
  of: everyone,
  what: 'the launch security',
  found: ({ document }) => document.launchSecurity?.attributes.type,
  expected: ({ asked }) => launchSecurityType[asked.protection ?? 'none'],
});

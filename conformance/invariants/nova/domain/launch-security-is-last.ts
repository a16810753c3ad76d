/**
 * Checks: the last child of domain is launchSecurity.
 * Does not check: documents that cannot be read.
 * Source: Nova nova/virt/libvirt/config.py (LibvirtConfigGuest.format_dom)
 */

import type { Invariant } from '../../invariant.js';
import { encrypted, novaShape } from '../../nova-domain-judges.js';

/** Judge of `nova/domain/launch-security-is-last`. */
export const novaDomainLaunchSecurityIsLast: Invariant = novaShape('nova/domain/launch-security-is-last', {
  of: encrypted,
  holds: ({ document }) => document.lastChild === 'launchSecurity',
  wrong: ({ document }) => `ends with ${document.lastChild}`,
});

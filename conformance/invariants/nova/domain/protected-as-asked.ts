/**
 * Checks: type and policy of launchSecurity are those of the protection asked for: created, started again, rebuilt, rescued, moved.
 * Does not check: whether libvirt can start it, and the bits of the policy besides that of SEV-ES.
 * Source: Nova specification "libvirt: AMD SEV-ES", use case 1; derived: what is requested, described and running is the same
 */

import { shownProtection } from '../../../model/nova-policy.js';
import type { Invariant } from '../../invariant.js';
import { everyone, novaShape } from '../../nova-domain-judges.js';

/** Judge of `nova/domain/protected-as-asked`. */
export const novaDomainProtectedAsAsked: Invariant = novaShape('nova/domain/protected-as-asked', {
  of: everyone,
  holds: ({ document, asked }) => shownProtection(document) === asked.protection,
  wrong: ({ document }) => `is described as ${shownProtection(document) ?? 'something nobody knows'}`,
});

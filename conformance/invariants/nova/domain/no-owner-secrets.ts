/**
 * Checks: launchSecurity has none of dhCert, session, idBlock, idAuth, hostData, guestVisibleWorkarounds.
 * Does not check: documents that cannot be read.
 * Source: Nova specifications "libvirt: AMD SEV" and "libvirt: AMD SEV-SNP": attestation by an owner is not in their scope
 */

import { ownersMembers } from '../../../model/nova-policy.js';
import type { Invariant } from '../../invariant.js';
import { encrypted, novaShape } from '../../nova-domain-judges.js';

/** Judge of `nova/domain/no-owner-secrets`. */
export const novaDomainNoOwnerSecrets: Invariant = novaShape('nova/domain/no-owner-secrets', {
  of: encrypted,
  holds: ({ document }) => ownersMembers.every((name) => document.launchSecurity?.texts[name] === undefined),
  wrong: ({ document }) => `has ${Object.keys(document.launchSecurity?.texts ?? {}).join(', ')} in its launch security`,
});

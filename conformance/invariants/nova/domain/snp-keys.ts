/**
 * Checks: launchSecurity/@authorKey is no and @vcek is yes.
 * Does not check: documents that cannot be read.
 * Source: Nova specification "libvirt: AMD SEV-SNP"; Nova nova/virt/libvirt/config.py
 */

import type { Invariant } from '../../invariant.js';
import { novaShape } from '../../nova-domain-judges.js';

/** Judge of `nova/domain/snp-keys`. */
export const novaDomainSnpKeys: Invariant = novaShape('nova/domain/snp-keys', {
  of: ['snp'],
  holds: ({ document }) =>
    document.launchSecurity?.attributes.authorKey === 'no' && document.launchSecurity.attributes.vcek === 'yes',
  wrong: ({ document }) => `has ${JSON.stringify(document.launchSecurity?.attributes)}`,
});

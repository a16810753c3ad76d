/**
 * Checks: launchSecurity has no such element, or an empty one.
 * Does not check: documents that cannot be read.
 * Source: Nova specification "libvirt: Intel TDX", "Domain XML"
 */

import type { Invariant } from '../../invariant.js';
import { novaShape } from '../../nova-domain-judges.js';

/** Judge of `nova/domain/tdx-measures-nothing-more`. */
export const novaDomainTdxMeasuresNothingMore: Invariant = novaShape('nova/domain/tdx-measures-nothing-more', {
  of: ['tdx'],
  holds: ({ document }) =>
    ['mrConfigId', 'mrOwner', 'mrOwnerConfig'].every((name) => (document.launchSecurity?.texts[name] ?? '') === ''),
  wrong: ({ document }) => `has ${JSON.stringify(document.launchSecurity?.texts)}`,
});

/**
 * Checks: launchSecurity has neither cbitpos nor reducedPhysBits.
 * Does not check: documents that cannot be read.
 * Source: Nova 52c0473adb; libvirt docs/formatdomain.rst, "cbitpos" (optional since 6.9.0)
 */

import type { Invariant } from '../../invariant.js';
import { novaShape, sevFamily } from '../../nova-domain-judges.js';

/** Judge of `nova/domain/platform-bits-are-left-to-libvirt`. */
export const novaDomainPlatformBitsAreLeftToLibvirt: Invariant = novaShape('nova/domain/platform-bits-are-left-to-libvirt', {
  of: sevFamily,
  holds: ({ document }) =>
    document.launchSecurity?.texts.cbitpos === undefined && document.launchSecurity?.texts.reducedPhysBits === undefined,
  wrong: () => 'has the numbers of the platform in its document',
});

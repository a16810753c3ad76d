/**
 * Checks: a host on which no TDX guest could start, were all its key IDs free, offers no slot for one.
 * Does not check: slots that are kept, closed, for guests that hold them; hosts whose documents were damaged when the
 * service started; obstacles that nothing a service reads tells of, such as a missing device node.
 * Source: Nova specification "libvirt: Intel TDX" (2026.2); libvirt before 11.10 shows tdx wherever QEMU has the object
 * type
 */

import type { Invariant } from '../../invariant.js';
import { offeredOnlyWhenLaunchable } from '../../nova-report-judges.js';

/** Judge of `nova/detection/tdx-only-when-launchable`. */
export const novaDetectionTdxOnlyWhenLaunchable: Invariant = offeredOnlyWhenLaunchable(
  'nova/detection/tdx-only-when-launchable',
  'tdx',
);

/**
 * Checks: a host on which no SEV guest could start, were all its key IDs free, offers no slot for one.
 * Does not check: slots that are kept, closed, for guests that hold them; hosts whose documents were damaged when the
 * service started; obstacles that nothing a service reads tells of, such as a missing device node.
 * Source: Nova specification "libvirt: AMD SEV-ES", "表明QEMU和AMD安全处理器(AMD-SP)都支持SEV功能"
 */

import type { Invariant } from '../../invariant.js';
import { offeredOnlyWhenLaunchable } from '../../nova-report-judges.js';

/** Judge of `nova/detection/sev-only-when-launchable`. */
export const novaDetectionSevOnlyWhenLaunchable: Invariant = offeredOnlyWhenLaunchable(
  'nova/detection/sev-only-when-launchable',
  'sev',
);

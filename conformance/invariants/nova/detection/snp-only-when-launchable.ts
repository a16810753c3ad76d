/**
 * Checks: a host on which no SEV-SNP guest could start, were all its key IDs free, offers no slot for one.
 * Does not check: slots that are kept, closed, for guests that hold them; hosts whose documents were damaged when the
 * service started; obstacles that nothing a service reads tells of, such as a missing device node.
 * Source: Nova specification "libvirt: AMD SEV-SNP" (2026.2); libvirt lists sev-snp wherever QEMU has the object type,
 * whether or not the kernel has it: src/qemu/qemu_capabilities.c
 */

import type { Invariant } from '../../invariant.js';
import { offeredOnlyWhenLaunchable } from '../../nova-report-judges.js';

/** Judge of `nova/detection/snp-only-when-launchable`. */
export const novaDetectionSnpOnlyWhenLaunchable: Invariant = offeredOnlyWhenLaunchable(
  'nova/detection/snp-only-when-launchable',
  'snp',
);

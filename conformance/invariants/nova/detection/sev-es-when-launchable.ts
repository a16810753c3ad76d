/**
 * Checks: a host whose silicon, kernel, QEMU and libvirt can start a SEV-ES guest, and say so in what nova-compute reads,
 * offers slots for it.
 * Does not check: how many; hosts whose libvirt hides what they can do; hosts whose documents were damaged when the service
 * started. SEV-ES is not expected where SEV-SNP can be launched.
 * Source: Nova specification "libvirt: AMD SEV-ES", "添加对主机SEV-ES功能检测"
 */

import type { Invariant } from '../../invariant.js';
import { offeredWhenLaunchable } from '../../nova-report-judges.js';

/** Judge of `nova/detection/sev-es-when-launchable`. */
export const novaDetectionSevEsWhenLaunchable: Invariant = offeredWhenLaunchable(
  'nova/detection/sev-es-when-launchable',
  'sev-es',
);

/**
 * Checks: a host whose silicon, kernel, QEMU and libvirt can start a SEV guest, and say so in what nova-compute reads,
 * offers slots for it.
 * Does not check: how many; hosts whose libvirt hides what they can do; hosts whose documents were damaged when the service
 * started.
 * Source: Nova specification "libvirt: AMD SEV", "Proposed change"; nova@ab51a5dd25 (LP 1975686): a parameter printed as Y
 * counted as no
 */

import type { Invariant } from '../../invariant.js';
import { offeredWhenLaunchable } from '../../nova-report-judges.js';

/** Judge of `nova/detection/sev-when-launchable`. */
export const novaDetectionSevWhenLaunchable: Invariant = offeredWhenLaunchable('nova/detection/sev-when-launchable', 'sev');

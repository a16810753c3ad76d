/**
 * Checks: a host whose silicon, kernel, QEMU and libvirt can start a SEV-SNP guest, and say so in what nova-compute reads,
 * offers slots for it.
 * Does not check: how many; hosts whose libvirt hides what they can do; hosts whose documents were damaged when the service
 * started.
 * Source: Nova specification "libvirt: AMD SEV-SNP" (2026.2); Nova 34.0.0 nova/virt/libvirt/host.py (supports_amd_sev_snp)
 */

import type { Invariant } from '../../invariant.js';
import { offeredWhenLaunchable } from '../../nova-report-judges.js';

/** Judge of `nova/detection/snp-when-launchable`. */
export const novaDetectionSnpWhenLaunchable: Invariant = offeredWhenLaunchable('nova/detection/snp-when-launchable', 'snp');

/**
 * Checks: a host whose silicon, kernel, QEMU and libvirt can start a TDX guest, and say so in what nova-compute reads,
 * offers slots for it.
 * Does not check: how many; hosts whose libvirt hides what they can do; hosts whose documents were damaged when the service
 * started.
 * Source: Nova specification "libvirt: Intel TDX" (2026.2); Nova 34.0.0 nova/virt/libvirt/host.py (supports_intel_tdx)
 */

import type { Invariant } from '../../invariant.js';
import { offeredWhenLaunchable } from '../../nova-report-judges.js';

/** Judge of `nova/detection/tdx-when-launchable`. */
export const novaDetectionTdxWhenLaunchable: Invariant = offeredWhenLaunchable('nova/detection/tdx-when-launchable', 'tdx');

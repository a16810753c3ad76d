/**
 * Checks: the provider of the model has as many slots as the kernel has key IDs for.
 * Does not check: slots that are held back; providers kept for guests of a model that is gone; hosts whose documents were
 * damaged.
 * Source: Nova specification "libvirt: Intel TDX" (2026.2); Nova 34.0.0 nova/virt/libvirt/host.py takes a configured number
 * even where it is higher
 */

import type { Invariant } from '../../invariant.js';
import { slotCount } from '../../nova-report-judges.js';

/** Judge of `nova/report/tdx-slots`. */
export const novaReportTdxSlots: Invariant = slotCount('nova/report/tdx-slots', 'tdx');

/**
 * Checks: the provider of the model has as many slots as the processor keeps ASIDs for.
 * Does not check: slots that are held back; providers kept for guests of a model that is gone; hosts whose documents were
 * damaged.
 * Source: Nova specification "libvirt: AMD SEV-ES", "SEV(非ES)guest的最小ASID"; libvirt src/qemu/qemu_capabilities.c
 * (maxGuests)
 */

import type { Invariant } from '../../invariant.js';
import { slotCount } from '../../nova-report-judges.js';

/** Judge of `nova/report/sev-slots`. */
export const novaReportSevSlots: Invariant = slotCount('nova/report/sev-slots', 'sev');

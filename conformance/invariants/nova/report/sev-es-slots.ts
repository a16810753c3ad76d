/**
 * Checks: the provider of the model has as many slots as the processor keeps ASIDs for.
 * Does not check: slots that are held back; providers kept for guests of a model that is gone; hosts whose documents were
 * damaged.
 * Source: Nova specification "libvirt: AMD SEV-ES", "通过domain capability API检测最大数量的SEV-ES guest"
 */

import type { Invariant } from '../../invariant.js';
import { slotCount } from '../../nova-report-judges.js';

/** Judge of `nova/report/sev-es-slots`. */
export const novaReportSevEsSlots: Invariant = slotCount('nova/report/sev-es-slots', 'sev-es');

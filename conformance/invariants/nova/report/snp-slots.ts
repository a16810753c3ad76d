/**
 * Checks: the provider of the model has as many slots as the processor keeps ASIDs for.
 * Does not check: slots that are held back; providers kept for guests of a model that is gone; hosts whose documents were
 * damaged.
 * Source: Nova specification "libvirt: AMD SEV-ES", "SEV-SNP默认情况下使用相同的ASID池用于ES"; Nova specification "libvirt: AMD SEV-SNP"
 * (2026.2)
 */

import type { Invariant } from '../../invariant.js';
import { slotCount } from '../../nova-report-judges.js';

/** Judge of `nova/report/snp-slots`. */
export const novaReportSnpSlots: Invariant = slotCount('nova/report/snp-slots', 'snp');

/**
 * Checks: max_unit of every inventory of slots is 1.
 * Does not check: other fields.
 * Source: Nova 34.0.0 nova/virt/libvirt/driver.py (_update_provider_tree_for_memory_encryption), since Train
 */

import type { Invariant } from '../../invariant.js';
import { contextField } from '../../nova-report-judges.js';

/** Judge of `nova/report/one-context-a-guest`. */
export const novaReportOneContextAGuest: Invariant = contextField('nova/report/one-context-a-guest', 'max_unit', 1);

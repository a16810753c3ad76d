/**
 * Checks: allocation_ratio of every inventory of slots is 1.0.
 * Does not check: other fields.
 * Source: Nova 34.0.0 nova/virt/libvirt/driver.py (_update_provider_tree_for_memory_encryption); Linux
 * arch/x86/kvm/svm/sev.c: an ASID belongs to one guest
 */

import type { Invariant } from '../../invariant.js';
import { contextField } from '../../nova-report-judges.js';

/** Judge of `nova/report/contexts-are-not-shared`. */
export const novaReportContextsAreNotShared: Invariant = contextField(
  'nova/report/contexts-are-not-shared',
  'allocation_ratio',
  1,
);

/**
 * Checks: the text of vcpu.
 * Does not check: documents that cannot be read.
 * Source: Nova nova/virt/libvirt/driver.py (_get_guest_config); api-ref flavors.inc, "vcpus"
 */

import type { Invariant } from '../../invariant.js';
import { everyone, novaValue } from '../../nova-domain-judges.js';

/** Judge of `nova/domain/vcpus-as-asked`. */
export const novaDomainVcpusAsAsked: Invariant = novaValue('nova/domain/vcpus-as-asked', {
  of: everyone,
  where: ({ asked }) => asked.vcpus !== undefined,
  what: 'vcpu',
  found: ({ document }) => document.vcpus,
  expected: ({ asked }) => String(asked.vcpus),
});

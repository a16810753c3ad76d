/**
 * Checks: domain/@type.
 * Does not check: documents that cannot be read.
 * Source: Nova nova/conf/libvirt.py (virt_type)
 */

import { member, textOf } from '../../../model/json-member.js';
import type { Invariant } from '../../invariant.js';
import { everyone, novaValue } from '../../nova-domain-judges.js';

/** Judge of `nova/domain/runs-on-configured-hypervisor`. */
export const novaDomainRunsOnConfiguredHypervisor: Invariant = novaValue('nova/domain/runs-on-configured-hypervisor', {
  of: everyone,
  what: 'the type',
  found: ({ document }) => document.type,
  expected: ({ config }) => textOf(member(config, 'libvirt', 'virt_type')) ?? 'kvm',
});

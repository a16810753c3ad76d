/**
 * Checks: os/type/@machine.
 * Does not check: documents that cannot be read.
 * Source: Nova nova/virt/libvirt/utils.py (get_machine_type)
 */

import { configuredMachine } from '../../../model/nova-asked.js';
import type { Invariant } from '../../invariant.js';
import { everyone, novaValue } from '../../nova-domain-judges.js';

/** Judge of `nova/domain/machine-as-asked`. */
export const novaDomainMachineAsAsked: Invariant = novaValue('nova/domain/machine-as-asked', {
  of: everyone,
  where: ({ asked }) => asked.architecture === 'x86_64',
  what: 'the machine',
  found: ({ document }) => document.machine,
  expected: ({ asked, config }) => asked.machine ?? configuredMachine(config),
});

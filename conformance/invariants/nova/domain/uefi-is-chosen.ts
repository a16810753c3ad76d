/**
 * Checks: os/@firmware is efi without a path, or os/loader names one.
 * Does not check: documents that cannot be read.
 * Source: Nova specification "libvirt: firmware auto-selection" (2026.1); Nova nova/virt/libvirt/driver.py
 * (_configure_guest_by_virt_type)
 */

import type { Invariant } from '../../invariant.js';
import { everyone, novaShape } from '../../nova-domain-judges.js';
import { quoted } from '../../views.js';

/** Judge of `nova/domain/uefi-is-chosen`. */
export const novaDomainUefiIsChosen: Invariant = novaShape('nova/domain/uefi-is-chosen', {
  of: everyone,
  where: ({ asked }) => asked.uefi,
  holds: ({ document }) => (document.automaticFirmware === 'efi') !== ((document.loader?.path ?? '') !== ''),
  wrong: ({ document }) => `has firmware ${quoted(document.automaticFirmware)} and the loader ${quoted(document.loader?.path)}`,
});

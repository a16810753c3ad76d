/**
 * Checks: a document with os/@firmware has no nvram.
 * Does not check: documents that cannot be read.
 * Source: Nova 5841095740; Nova specification "libvirt: firmware auto-selection" (2026.1)
 */

import type { Invariant } from '../../invariant.js';
import { everyone, novaShape } from '../../nova-domain-judges.js';
import { quoted } from '../../views.js';

/** Judge of `nova/domain/automatic-firmware-has-no-store`. */
export const novaDomainAutomaticFirmwareHasNoStore: Invariant = novaShape('nova/domain/automatic-firmware-has-no-store', {
  of: everyone,
  where: ({ document }) => document.automaticFirmware !== undefined,
  holds: ({ document }) => document.nvram === undefined,
  wrong: ({ document }) => `lets libvirt choose, and names the store ${quoted(document.nvram?.path)}`,
});

/**
 * Checks: features/smm is on where the description of the named image requires it.
 * Does not check: documents that cannot be read.
 * Source: QEMU docs/interop/firmware.json ("requires-smm"); LP 1958636
 */

import { describedFirmware } from '../../../model/nova-firmware.js';
import type { Invariant } from '../../invariant.js';
import { everyone, novaShape } from '../../nova-domain-judges.js';
import { quoted } from '../../views.js';

/** Judge of `nova/domain/smm-where-firmware-needs-it`. */
export const novaDomainSmmWhereFirmwareNeedsIt: Invariant = novaShape('nova/domain/smm-where-firmware-needs-it', {
  of: everyone,
  where: (documented) => describedFirmware(documented)?.features.includes('requires-smm') === true,
  holds: ({ document }) => document.smm === 'on',
  wrong: ({ document }) => `boots ${document.loader?.path}, which needs SMM, with smm ${quoted(document.smm)}`,
});

/**
 * Checks: the path in os/loader is an installed image.
 * Does not check: documents that cannot be read.
 * Source: QEMU docs/interop/firmware.json
 */

import { describedFirmware } from '../../../model/nova-firmware.js';
import type { Invariant } from '../../invariant.js';
import { everyone, novaShape } from '../../nova-domain-judges.js';

/** Judge of `nova/domain/firmware-is-installed`. */
export const novaDomainFirmwareIsInstalled: Invariant = novaShape('nova/domain/firmware-is-installed', {
  of: everyone,
  where: ({ document, truth }) => (document.loader?.path ?? '') !== '' && truth.firmwareFiles.length > 0,
  holds: ({ document, truth }) =>
    truth.firmwareFiles.includes(document.loader?.path ?? '') || describedFirmware({ document, truth }) !== undefined,
  wrong: ({ document }) => `boots ${document.loader?.path}, which is not installed`,
});

/**
 * Checks: the description of the image named in os/loader lists the guest's encryption, and secure boot where it is required.
 * Does not check: images without a description, and those libvirt chooses.
 * Source: QEMU docs/interop/firmware.json ("features"); LP 2122296
 */

import { describedFirmware, missingFeatures } from '../../../model/nova-firmware.js';
import type { Invariant } from '../../invariant.js';
import { everyone, novaShape } from '../../nova-domain-judges.js';

/** Judge of `nova/domain/firmware-suits`. */
export const novaDomainFirmwareSuits: Invariant = novaShape('nova/domain/firmware-suits', {
  of: everyone,
  where: (documented) => describedFirmware(documented) !== undefined,
  holds: (documented) => missingFeatures(documented).length === 0,
  wrong: (documented) =>
    `boots ${documented.document.loader?.path}, which does not have ${missingFeatures(documented).join(', ')}`,
});

/**
 * Checks: loader/@secure, or the firmware feature secure-boot, is yes when required, and neither is when it is not asked for or
 * disabled.
 * Does not check: guests that leave it to the host.
 * Source: Nova nova/virt/libvirt/driver.py (_configure_guest_by_virt_type); Nova nova/virt/libvirt/config.py
 */

import { describedFirmware } from '../../../model/nova-firmware.js';
import type { Invariant } from '../../invariant.js';
import { everyone, novaShape } from '../../nova-domain-judges.js';
import type { NovaDocumented } from '../../nova-guest-views.js';
import { quoted } from '../../views.js';

/** Judge of `nova/domain/secure-boot-as-asked`. */
export const novaDomainSecureBootAsAsked: Invariant = novaShape('nova/domain/secure-boot-as-asked', {
  of: everyone,
  where: ({ asked }) => asked.uefi && asked.secureBoot !== 'optional',
  holds: (documented) => isSecure(documented) === (documented.asked.secureBoot === 'required'),
  wrong: (documented) =>
    `asks for secure boot ${quoted(documented.asked.secureBoot)} and ${isSecure(documented) ? 'has it' : 'has it not'}`,
});

/** What a TDX guest boots once its firmware is chosen says nothing of secure boot: its image does. */
function isSecure(documented: NovaDocumented): boolean {
  const { loader, firmwareFeatures } = documented.document;
  if (loader?.secure === 'yes' || firmwareFeatures['secure-boot'] === 'yes') return true;
  const isChosen = documented.asked.protection === 'tdx' && documented.asked.secureBoot === 'required';
  return isChosen && describedFirmware(documented)?.features.includes('secure-boot') === true;
}

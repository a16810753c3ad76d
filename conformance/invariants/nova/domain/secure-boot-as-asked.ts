/**
 * Checks: loader/@secure, or the firmware feature secure-boot, is yes when required, and neither is when it is not asked for or
 * disabled.
 * Does not check: guests that leave it to the host.
 * Source: Nova nova/virt/libvirt/driver.py (_configure_guest_by_virt_type); Nova nova/virt/libvirt/config.py
 */

import type { NovaDocument } from '../../../model/nova-domain.js';
import type { Invariant } from '../../invariant.js';
import { everyone, novaShape } from '../../nova-domain-judges.js';
import { quoted } from '../../views.js';

/** Judge of `nova/domain/secure-boot-as-asked`. */
export const novaDomainSecureBootAsAsked: Invariant = novaShape('nova/domain/secure-boot-as-asked', {
  of: everyone,
  where: ({ asked }) => asked.uefi && asked.secureBoot !== 'optional',
  holds: ({ document, asked }) => isSecure(document) === (asked.secureBoot === 'required'),
  wrong: ({ document, asked }) =>
    `asks for secure boot ${quoted(asked.secureBoot)} and ${isSecure(document) ? 'has it' : 'has it not'}`,
});

function isSecure({ loader, firmwareFeatures }: NovaDocument): boolean {
  return loader?.secure === 'yes' || firmwareFeatures['secure-boot'] === 'yes';
}

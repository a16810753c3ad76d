/**
 * Checks: the document names loader, and the store unless it is stateless, instead of letting libvirt choose anew; they are those of
 * the last start where that named them.
 * Does not check: guests that were rebuilt, moved or shelved, and those on a host that has rebooted.
 * Source: Nova specification "libvirt: firmware auto-selection" (2026.1); LP 1633447, LP 2131730
 */

import { describedFirmware } from '../../../model/nova-firmware.js';
import type { Invariant } from '../../invariant.js';
import { everyone, novaShape } from '../../nova-domain-judges.js';
import type { NovaDocumented } from '../../nova-guest-views.js';
import { quoted } from '../../views.js';

/** Judge of `nova/domain/firmware-is-pinned`. */
export const novaDomainFirmwareIsPinned: Invariant = novaShape('nova/domain/firmware-is-pinned', {
  of: everyone,
  where: ({ asked, pinnedBy }) =>
    asked.uefi && pinnedBy?.document !== undefined && pinnedBy.asked.secureBoot === asked.secureBoot,
  holds: (documented) => isPinned(documented, describedFirmware(documented)?.nvramTemplate !== undefined),
  wrong: ({ document }) =>
    `was started again with firmware ${quoted(document.automaticFirmware)} and the loader ${quoted(document.loader?.path)}`,
});

function isPinned({ document, pinnedBy, asked }: NovaDocumented, hasVariables: boolean): boolean {
  const { loader, nvram, automaticFirmware } = document;
  const [path, before] = [loader?.path ?? '', pinnedBy?.document?.loader?.path ?? ''];
  const named = path !== '' && automaticFirmware === undefined;
  const kept = asked.stateless || !hasVariables || nvram !== undefined;
  return named && kept && (before === '' || before === path);
}

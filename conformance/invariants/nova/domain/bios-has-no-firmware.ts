/**
 * Checks: os has neither @firmware, loader nor nvram.
 * Does not check: documents that cannot be read.
 * Source: Nova nova/virt/libvirt/config.py (LibvirtConfigGuest._format_os)
 */

import type { Invariant } from '../../invariant.js';
import { novaShape } from '../../nova-domain-judges.js';

/** Judge of `nova/domain/bios-has-no-firmware`. */
export const novaDomainBiosHasNoFirmware: Invariant = novaShape('nova/domain/bios-has-no-firmware', {
  of: ['none'],
  where: ({ asked }) => !asked.uefi,
  holds: ({ document }) =>
    document.automaticFirmware === undefined && document.loader === undefined && document.nvram === undefined,
  wrong: () => 'boots with BIOS, and has firmware',
});

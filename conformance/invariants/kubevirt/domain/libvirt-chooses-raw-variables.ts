/**
 * Checks: a document that leaves the choice of firmware to libvirt says that the variable store is raw.
 * Does not check: documents that name their firmware.
 * Source: kubevirt@34a5b7adfa: without a format libvirt may take qcow2, and a raw store from an earlier life is reset
 */

import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/domain/libvirt-chooses-raw-variables`. */
export const libvirtChoosesRawVariables: Invariant = {
  requirement: 'kubevirt/domain/libvirt-chooses-raw-variables',
  judge(evidence, say) {
    for (const { event, document } of look(evidence).documents) {
      if (document.automaticFirmware === undefined) continue;
      const format = document.nvram?.format;
      say.check(
        format === 'raw',
        event,
        () => `${event.guest} leaves its firmware to libvirt with nvram format ${quoted(format)}`,
      );
    }
  },
};

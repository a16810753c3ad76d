/**
 * Checks: only ordinary guests with secure boot, behind the gate, leave the choice of firmware to libvirt.
 * Does not check: what libvirt chooses.
 * Source: KubeVirt v1.9 pkg/virt-launcher/virtwrap/manager.go (FirmwareAutoSelection); OVMF_CODE.cc.fd has no firmware descriptor
 */

import { firmwareAutoSelectionGate, gateIsOpen } from '../../../model/cluster-config.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/domain/libvirt-chooses-only-ordinary-firmware`. */
export const libvirtChoosesOnlyOrdinaryFirmware: Invariant = {
  requirement: 'kubevirt/domain/libvirt-chooses-only-ordinary-firmware',
  judge(evidence, say) {
    for (const { event, document, vmi, config } of look(evidence).documents) {
      if (!vmi.efi) continue;
      const may = event.protection === 'none' && vmi.secureBoot && gateIsOpen(config, firmwareAutoSelectionGate);
      const does = document.automaticFirmware !== undefined;
      say.check(
        does === may,
        event,
        () => `${event.guest} (${event.protection}) ${does ? 'leaves' : 'does not leave'} its firmware to libvirt`,
      );
    }
  },
};

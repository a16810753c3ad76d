/**
 * Checks: os/loader/@type of EFI guests, unless libvirt chooses their firmware.
 * Does not check: the path.
 * Source: KubeVirt v1.9 pkg/virt-launcher/virtwrap/converter/compute/os.go; QEMU refuses SNP and TDX with flash
 */

import { loaderType } from '../../../model/expected-domain.js';
import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/domain/loader-type`. */
export const loaderHasType: Invariant = {
  requirement: 'kubevirt/domain/loader-type',
  judge(evidence, say) {
    for (const { event, document, vmi } of look(evidence).documents) {
      if (!vmi.efi || document.automaticFirmware !== undefined) continue;
      const [expected, found] = [loaderType(event.protection), document.loader?.type];
      say.check(
        found === expected,
        event,
        () => `${event.guest} (${event.protection}) has a loader of type ${quoted(found)}, expected ${expected}`,
      );
    }
  },
};

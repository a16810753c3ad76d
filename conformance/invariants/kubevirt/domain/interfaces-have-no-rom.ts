/**
 * Checks: rom/@enabled is "no" on every interface.
 * Does not check: ordinary guests.
 * Source: KubeVirt v1.9 pkg/virt-launcher/virtwrap/converter/network/configurator.go
 */

import type { Invariant } from '../../invariant.js';
import { documentsOf, quoted } from '../../views.js';

/** Judge of `kubevirt/domain/interfaces-have-no-rom`. */
export const interfacesHaveNoRom: Invariant = {
  requirement: 'kubevirt/domain/interfaces-have-no-rom',
  judge(evidence, say) {
    for (const { event, document } of documentsOf(evidence, (protection) => protection !== 'none')) {
      for (const { romEnabled } of document.interfaces) {
        say.check(
          romEnabled === 'no',
          event,
          () => `${event.guest} (${event.protection}) has an interface with rom ${quoted(romEnabled)}, expected "no"`,
        );
      }
    }
  },
};

/**
 * Checks: os/bootmenu has enable="yes" and timeout="10000".
 * Does not check: guests that do not start paused.
 * Source: KubeVirt v1.9 pkg/virt-launcher/virtwrap/converter/compute/os.go (configureBootMenu)
 */

import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/domain/paused-start-has-boot-menu`. */
export const pausedStartHasBootMenu: Invariant = {
  requirement: 'kubevirt/domain/paused-start-has-boot-menu',
  judge(evidence, say) {
    for (const { event, document, vmi } of look(evidence).documents) {
      if (!vmi.startPaused) continue;
      const holds = document.bootMenu?.enable === 'yes' && document.bootMenu.timeout === '10000';
      say.check(holds, event, () => `${event.guest} starts paused but has the boot menu ${JSON.stringify(document.bootMenu)}`);
    }
  },
};

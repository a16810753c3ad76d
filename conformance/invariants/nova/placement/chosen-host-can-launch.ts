/**
 * Checks: the chosen host could launch the guest's protection when its service was started.
 * Does not check: hosts that have booted otherwise since; hosts whose documents were damaged.
 * Source: Nova specification "libvirt: AMD SEV-ES", "以确保他们的实例在支持SEV-ES的计算主机上运行"
 */

import type { Invariant } from '../../invariant.js';
import { placed } from '../../nova-placement-judges.js';

/** Judge of `nova/placement/chosen-host-can-launch`. */
export const novaPlacementChosenHostCanLaunch: Invariant = {
  requirement: 'nova/placement/chosen-host-can-launch',
  judge(evidence, say) {
    for (const { event, host, model } of placed(evidence)) {
      const { protection } = event;
      const models = model.detection?.models;
      if (protection === 'none' || models === undefined || model.detection?.truth !== model.truth) continue;
      say.check(
        models[protection].launchable,
        event,
        () => `${event.guest} (${protection}) went to ${host.name}, which cannot launch it`,
      );
    }
  },
};

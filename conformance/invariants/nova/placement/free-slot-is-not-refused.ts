/**
 * Checks: an unplaced encrypted guest has no serving host that must offer its model, holds fewer guests of it than the
 * hardware counts less what is held back, and fits in every other respect.
 * Does not check: guests that ask for more traits of that kind or for a host; hosts that have booted otherwise since their
 * service started, or whose documents were damaged.
 * Source: Nova specification "libvirt: AMD SEV-ES", "以确保他们的实例在支持SEV-ES的计算主机上运行"; nova@ab51a5dd25: capable hosts without
 * slots, and "No valid host"
 */

import { contextsOf } from '../../../model/nova-holdings.js';
import { providerNameOf, reportsNested, reservedContexts } from '../../../model/nova-names.js';
import type { Invariant } from '../../invariant.js';
import { isPlainRequest, otherwiseFits, settledPlacements } from '../../nova-placement-judges.js';

/** Judge of `nova/placement/free-slot-is-not-refused`. */
export const novaPlacementFreeSlotIsNotRefused: Invariant = {
  requirement: 'nova/placement/free-slot-is-not-refused',
  judge(evidence, say) {
    for (const { event, hosts, config } of settledPlacements(evidence)) {
      const { protection, decision } = event;
      if (decision.placed || protection === 'none' || !reportsNested(config)) continue;
      if (!isPlainRequest(event.claim, config, protection)) continue;
      for (const { name, shown, truth, detection, held, candidates } of hosts) {
        const model = detection?.truth === truth && reportsNested(detection.config) ? detection.models?.[protection] : undefined;
        if (model?.reported !== true || candidates.closed !== undefined || !otherwiseFits(event.claim, shown)) continue;
        const most = model.total - reservedContexts(config, protection);
        const own = contextsOf(held, providerNameOf(name, protection));
        say.check(
          own >= most,
          event,
          () => `${event.guest} was not placed, although only ${own} of ${most} ${protection} slots of ${name} are held`,
        );
      }
    }
  },
};

/**
 * Checks: providers whose parent, traits or inventories differ before and after have a higher generation.
 * Does not check: by how much; new providers.
 * Source: placement placement/handlers/inventory.py (409 on a generation conflict); nova@26c593c91f (LP 1746374):
 * inventories were removed without one
 */

import { pairsOf, sameContents } from '../../../model/nova-trees.js';
import type { Invariant } from '../../invariant.js';
import { lookAtNova } from '../../nova-views.js';

/** Judge of `nova/report/change-raises-generation`. */
export const novaReportChangeRaisesGeneration: Invariant = {
  requirement: 'nova/report/change-raises-generation',
  judge(evidence, say) {
    for (const { before, after, event } of lookAtNova(evidence).reports) {
      for (const [old, now] of pairsOf(before, after)) {
        if (sameContents(old, now)) continue;
        say.check(
          now.generation > old.generation,
          event,
          () => `${now.name} changed, but went from generation ${old.generation} to ${now.generation}`,
        );
      }
    }
  },
};

/**
 * Checks: providers with the same parent, traits and inventories before and after have the same generation.
 * Does not check: new providers.
 * Source: placement doc/source/specs (generations): a generation goes up with a write; nova writes only what changed
 */

import { pairsOf, sameContents } from '../../../model/nova-trees.js';
import type { Invariant } from '../../invariant.js';
import { lookAtNova } from '../../nova-views.js';

/** Judge of `nova/report/unchanged-keeps-generation`. */
export const novaReportUnchangedKeepsGeneration: Invariant = {
  requirement: 'nova/report/unchanged-keeps-generation',
  judge(evidence, say) {
    for (const { before, after, event } of lookAtNova(evidence).reports) {
      for (const [old, now] of pairsOf(before, after)) {
        if (!sameContents(old, now)) continue;
        say.check(
          old.generation === now.generation,
          event,
          () => `${now.name} is as it was, but went from generation ${old.generation} to ${now.generation}`,
        );
      }
    }
  },
};

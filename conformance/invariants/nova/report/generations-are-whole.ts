/**
 * Checks: every generation is a whole number of at least 0, and not lower than before.
 * Does not check: whether it had to rise (change-raises-generation).
 * Source: placement placement/objects/resource_provider.py; nova@60c62f7267 (LP 1746075)
 */

import type { Invariant } from '../../invariant.js';
import { lookAtNova } from '../../nova-views.js';

/** Judge of `nova/report/generations-are-whole`. */
export const novaReportGenerationsAreWhole: Invariant = {
  requirement: 'nova/report/generations-are-whole',
  judge(evidence, say) {
    for (const { before, after, event } of lookAtNova(evidence).reports) {
      for (const { name, generation } of after) {
        const old = before.find((each) => each.name === name)?.generation ?? 0;
        say.check(
          Number.isInteger(generation) && generation >= Math.max(0, old),
          event,
          () => `${name} went from generation ${old} to ${generation}`,
        );
      }
    }
  },
};

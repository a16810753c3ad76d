/**
 * Checks: every trait consists of capitals, digits and underscores, and the list is in code-unit order without repetition.
 * Does not check: whether it is true.
 * Source: placement placement/schemas/trait.py; os-traits
 */

import type { Invariant } from '../../invariant.js';
import { reportsOf } from '../../nova-views.js';

/** Judge of `nova/report/traits-are-names`. */
export const novaReportTraitsAreNames: Invariant = {
  requirement: 'nova/report/traits-are-names',
  judge(evidence, say) {
    for (const { after, event } of reportsOf(evidence)) {
      for (const { name, traits } of after) {
        const odd = traits.find(
          (trait, index) => !/^[A-Z0-9_]{1,255}$/.test(trait) || (index > 0 && (traits[index - 1] ?? '') >= trait),
        );
        say.check(odd === undefined, event, () => `${name} lists the trait ${odd} twice, out of order, or it is none`);
      }
    }
  },
};

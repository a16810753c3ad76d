/**
 * Checks: no name is there twice, and every parent stands before its children.
 * Does not check: the order of children.
 * Source: Nova 34.0.0 nova/scheduler/client/report.py (update_from_provider_tree creates top-down); nova@a45daafd31 (LP
 * 1872385)
 */

import type { Invariant } from '../../invariant.js';
import { reportsOf } from '../../nova-views.js';

/** Judge of `nova/report/parents-come-first`. */
export const novaReportParentsComeFirst: Invariant = {
  requirement: 'nova/report/parents-come-first',
  judge(evidence, say) {
    for (const { after, event } of reportsOf(evidence)) {
      const seen = new Set<string>();
      const wrong = after.find(({ name, parent }) => {
        const fits = !seen.has(name) && (parent === undefined || seen.has(parent));
        seen.add(name);
        return !fits;
      });
      say.check(wrong === undefined, event, () => `${wrong?.name} is reported twice or before ${wrong?.parent}`);
    }
  },
};

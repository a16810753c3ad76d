/**
 * Checks: labels are as they were, and no extended resource is announced.
 * Does not check: annotations.
 * Source: Nova has no node object; placement is all it writes to
 */

import type { Invariant } from '../../invariant.js';
import { lookAtNova } from '../../nova-views.js';
import { firstDifference } from '../../remarkable-labels.js';

/** Judge of `nova/report/node-object-is-left-alone`. */
export const novaReportNodeObjectIsLeftAlone: Invariant = {
  requirement: 'nova/report/node-object-is-left-alone',
  judge(evidence, say) {
    for (const { event, host } of lookAtNova(evidence).reports) {
      const { labels, resources } = event.decision;
      const changed = firstDifference(event.before, labels) ?? Object.keys(resources)[0];
      say.check(changed === undefined, event, () => `the compute service of ${host} changed ${changed}`);
    }
  },
};

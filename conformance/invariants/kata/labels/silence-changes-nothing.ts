/**
 * Checks: labels and resources at the moment the agent falls silent or ends.
 * Does not check: what garbage collection does when the node itself is gone.
 * Source: node-feature-discovery pkg/nfd-worker/nfd-worker.go: what was published stays in the NodeFeature object
 */
import type { Invariant } from '../../invariant.js';
import { workerLooks } from '../../kata-label-judges.js';
import { lookAtKata } from '../../kata-views.js';
import { quoted } from '../../views.js';

/** Judge of `kata/labels/silence-changes-nothing`. */
export const kataLabelsSilenceChangesNothing: Invariant = {
  requirement: 'kata/labels/silence-changes-nothing',
  judge(evidence, say) {
    for (const labelling of lookAtKata(evidence).labellings) {
      const { event, previous } = labelling;
      if (workerLooks(labelling) || previous === undefined) continue;
      const { labels, resources } = event.decision;
      const isSame = sameEntries(labels, event.before) && sameEntries(resources, previous.event.decision.resources);
      say.check(
        isSame,
        event,
        () => `${event.host} changed when its worker was ${event.happening}: ${quoted({ ...labels, ...resources })}`,
      );
    }
  },
};

function sameEntries(one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

/**
 * Checks: after a look that finds less than the one before, nothing of it is left.
 * Does not check: labels nobody has seen before.
 * Source: node-feature-discovery pkg/nfd-master/nfd-master.go: what the master made before and no rule makes now is removed
 */
import type { Invariant } from '../../invariant.js';
import { isPlain } from '../../kata-label-judges.js';
import { lookAtKata } from '../../kata-views.js';

/** Judge of `kata/labels/stale-labels-are-removed`. */
export const kataLabelsStaleLabelsAreRemoved: Invariant = {
  requirement: 'kata/labels/stale-labels-are-removed',
  judge(evidence, say) {
    for (const labelling of lookAtKata(evidence).labellings) {
      const { event, expected, previous } = labelling;
      if (!isPlain(labelling) || previous === undefined) continue;
      const { labels, resources } = event.decision;
      const gone = previous.expected.labels.filter((label) => !expected.labels.includes(label));
      const unpaid = Object.keys(previous.expected.resources).filter((name) => expected.resources[name] === undefined);
      if (gone.length + unpaid.length === 0) continue;
      const left = gone.find((label) => label in labels) ?? unpaid.find((name) => name in resources);
      say.check(left === undefined, event, () => `${event.host} still has ${left}, which is gone`);
    }
  },
};

/**
 * Checks: every label outside the names of NFD, the rule and kata-deploy is the same before and after, and none is added.
 * Does not check: annotations.
 * Source: node-feature-discovery pkg/nfd-master/nfd-master.go: only labels it has made itself are removed
 */
import { kataRuntimeLabel, kataTeeLabel } from '../../../model/kata-names.js';
import type { Invariant } from '../../invariant.js';
import { lookAtKata } from '../../kata-views.js';

/** Judge of `kata/labels/foreign-labels-untouched`. */
export const kataLabelsForeignLabelsUntouched: Invariant = {
  requirement: 'kata/labels/foreign-labels-untouched',
  judge(evidence, say) {
    for (const { event } of lookAtKata(evidence).labellings) {
      const { before, decision } = event;
      const names = [...Object.keys(before), ...Object.keys(decision.labels)].filter(isForeign);
      const changed = names.find((name) => before[name] !== decision.labels[name]);
      say.check(changed === undefined, event, () => `${event.host}: the label ${changed} is not NFD’s, and was changed`);
    }
  },
};

const owned: ReadonlySet<string> = new Set([kataRuntimeLabel, ...Object.values(kataTeeLabel)]);

function isForeign(name: string): boolean {
  return !owned.has(name) && !name.startsWith('feature.node.kubernetes.io/');
}

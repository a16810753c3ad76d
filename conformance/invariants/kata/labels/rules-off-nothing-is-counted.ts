/**
 * Checks: labels of the rule and extended resources where the cluster has no rules.
 * Does not check: labels of NFD itself.
 * Source: kata-containers tools/packaging/kata-deploy/helm-chart/kata-deploy/templates/runtimeclasses.yaml,
 * nodefeaturerules
 */
import { countsKeys, kataTeeLabel } from '../../../model/kata-names.js';
import type { Invariant } from '../../invariant.js';
import { workerLooks } from '../../kata-label-judges.js';
import { lookAtKata } from '../../kata-views.js';

/** Judge of `kata/labels/rules-off-nothing-is-counted`. */
export const kataLabelsRulesOffNothingIsCounted: Invariant = {
  requirement: 'kata/labels/rules-off-nothing-is-counted',
  judge(evidence, say) {
    for (const labelling of lookAtKata(evidence).labellings) {
      const { event, config } = labelling;
      if (!workerLooks(labelling) || countsKeys(config)) continue;
      const { labels, resources } = event.decision;
      const made = [...Object.values(kataTeeLabel).filter((name) => name in labels), ...Object.keys(resources)];
      say.check(made.length === 0, event, () => `${event.host} has ${made.join(', ')}, which no rule makes`);
    }
  },
};

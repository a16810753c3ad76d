/**
 * Checks: the value of every label NFD, the rule and kata-deploy own.
 * Does not check: labels of others.
 * Source: node-feature-discovery source/cpu/security_amd64.go, kata-containers tools/packaging/kata-deploy/helm-chart/kata-
 * deploy/templates/node-feature-rules.yaml
 */
import { kataRuntimeLabel, kataTeeLabel, nfdLabel } from '../../../model/kata-names.js';
import type { Invariant } from '../../invariant.js';
import { isPlain } from '../../kata-label-judges.js';
import { lookAtKata } from '../../kata-views.js';
import { quoted } from '../../views.js';

/** Judge of `kata/labels/value-is-true`. */
export const kataLabelsValueIsTrue: Invariant = {
  requirement: 'kata/labels/value-is-true',
  judge(evidence, say) {
    for (const labelling of lookAtKata(evidence).labellings) {
      if (!isPlain(labelling)) continue;
      const { event } = labelling;
      const { labels } = event.decision;
      const wrong = owned.find((name) => name in labels && labels[name] !== 'true');
      say.check(wrong === undefined, event, () => `${event.host} has ${wrong}=${quoted(labels[wrong ?? ''])}, expected "true"`);
    }
  },
};

const owned = [kataRuntimeLabel, ...Object.values(kataTeeLabel), ...Object.values(nfdLabel)];

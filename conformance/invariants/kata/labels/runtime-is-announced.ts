/**
 * Checks: katacontainers.io/kata-runtime on every labelled node.
 * Does not check: nodes that nobody looks at any more.
 * Source: kata-containers tools/packaging/kata-deploy/helm-chart/kata-deploy/templates/runtimeclasses.yaml
 */
import { kataRuntimeLabel } from '../../../model/kata-names.js';
import type { Invariant } from '../../invariant.js';
import { workerLooks } from '../../kata-label-judges.js';
import { lookAtKata } from '../../kata-views.js';

/** Judge of `kata/labels/runtime-is-announced`. */
export const kataLabelsRuntimeIsAnnounced: Invariant = {
  requirement: 'kata/labels/runtime-is-announced',
  judge(evidence, say) {
    for (const labelling of lookAtKata(evidence).labellings) {
      if (!workerLooks(labelling)) continue;
      const { event } = labelling;
      say.check(kataRuntimeLabel in event.decision.labels, event, () => `${event.host} does not carry ${kataRuntimeLabel}`);
    }
  },
};

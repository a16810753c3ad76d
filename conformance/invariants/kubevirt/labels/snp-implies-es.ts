/**
 * Checks: kubevirt.io/sev-es is there whenever kubevirt.io/sev-snp is.
 * Does not check: whether either is true of the host; labels the agent was told to leave alone.
 * Source: KubeVirt v1.9 pkg/virt-handler/node-labeller/node_labeller.go
 */

import { labellerLooks } from '../../../model/expected-labelling.js';
import { labelOf } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/labels/snp-implies-es`. */
export const snpImpliesEs: Invariant = {
  requirement: 'kubevirt/labels/snp-implies-es',
  judge(evidence, say) {
    for (const { event } of look(evidence).labellings) {
      const { labels } = event.decision;
      if (!labellerLooks(event) || !(labelOf.snp in labels)) continue;
      say.check(labelOf['sev-es'] in labels, event, () => `${event.host} carries ${labelOf.snp} without ${labelOf['sev-es']}`);
    }
  },
};

/**
 * Checks: kubevirt.io/sev is there whenever kubevirt.io/sev-es is.
 * Does not check: whether either is true of the host; labels the agent was told to leave alone.
 * Source: KubeVirt v1.9 pkg/virt-handler/node-labeller/node_labeller.go
 */

import { labellerLooks } from '../../../model/expected-labelling.js';
import { labelOf } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/labels/es-implies-sev`. */
export const esImpliesSev: Invariant = {
  requirement: 'kubevirt/labels/es-implies-sev',
  judge(evidence, say) {
    for (const { event } of look(evidence).labellings) {
      const { labels } = event.decision;
      if (!labellerLooks(event) || !(labelOf['sev-es'] in labels)) continue;
      say.check(labelOf.sev in labels, event, () => `${event.host} carries ${labelOf['sev-es']} without ${labelOf.sev}`);
    }
  },
};

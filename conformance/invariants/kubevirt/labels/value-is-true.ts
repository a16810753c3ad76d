/**
 * Checks: each of the four confidential labels that a node carries has the value "true".
 * Does not check: whether the node should carry it (the *-when-launchable judges).
 * Source: KubeVirt v1.9 pkg/virt-handler/node-labeller/node_labeller.go; v1.5.0 to v1.5.2 wrote an empty value and no guest
 * was ever scheduled (kubevirt#14941)
 */

import { labellerLooks } from '../../../model/expected-labelling.js';
import { confidentialLabels } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/labels/value-is-true`. */
export const labelValueIsTrue: Invariant = {
  requirement: 'kubevirt/labels/value-is-true',
  judge(evidence, say) {
    for (const { event } of look(evidence).labellings) {
      if (!labellerLooks(event)) continue;
      for (const label of confidentialLabels) {
        const value = event.decision.labels[label];
        if (value === undefined) continue;
        say.check(value === 'true', event, () => `${event.host} carries ${label}=${quoted(value)}, expected "true"`);
      }
    }
  },
};

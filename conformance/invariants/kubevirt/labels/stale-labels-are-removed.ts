/**
 * Checks: a confidential label the node carried before and must not carry any more is gone afterwards, that of Secure
 * Execution on an x86 node included.
 * Does not check: labels that were never there (the *-only-when-launchable judges).
 * Source: KubeVirt v1.9 pkg/virt-handler/node-labeller/node_labeller.go (removeLabellerLabels)
 */

import { labellerLooks } from '../../../model/expected-labelling.js';
import { confidentialLabels } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** No x86 node can run IBM Secure Execution. */
const secureExecutionLabel = 'kubevirt.io/s390-pv';

/** Judge of `kubevirt/labels/stale-labels-are-removed`. */
export const staleLabelsAreRemoved: Invariant = {
  requirement: 'kubevirt/labels/stale-labels-are-removed',
  judge(evidence, say) {
    for (const { event, expectedLabels } of look(evidence).labellings) {
      if (!labellerLooks(event)) continue;
      const mainframe = event.truth.cpu.libvirtVendor === 'IBM';
      for (const label of mainframe ? confidentialLabels : [...confidentialLabels, secureExecutionLabel]) {
        if (!(label in event.before) || expectedLabels[label] === true) continue;
        say.check(
          !(label in event.decision.labels),
          event,
          () => `${event.host} keeps ${label} although it has stopped being true`,
        );
      }
    }
  },
};

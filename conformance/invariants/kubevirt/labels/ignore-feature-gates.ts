/**
 * Checks: a launchable protection whose gate is closed is still labelled.
 * Does not check: hosts whose gates are all open.
 * Source: KubeVirt v1.9 pkg/virt-handler/node-labeller/node_labeller.go
 */

import { confidentialProtections } from '../../../../sim/contracts/protection.js';
import { gateIsOpen, gateOf } from '../../../model/cluster-config.js';
import { labelOf } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/labels/ignore-feature-gates`. */
export const labelsIgnoreFeatureGates: Invariant = {
  requirement: 'kubevirt/labels/ignore-feature-gates',
  judge(evidence, say) {
    for (const { event, config, expectedLabels } of look(evidence).labellings) {
      for (const protection of confidentialProtections) {
        const gate = gateOf(protection) ?? '';
        const label = labelOf[protection];
        if (gateIsOpen(config, gate) || expectedLabels[label] !== true) continue;
        say.check(label in event.decision.labels, event, () => `${event.host} lost ${label} because ${gate} is closed`);
      }
    }
  },
};

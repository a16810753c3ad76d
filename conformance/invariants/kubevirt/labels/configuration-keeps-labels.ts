/**
 * Checks: a change of the configuration takes no confidential label from a node whose host is as it was.
 * Does not check: labels that have stopped being true (stale-labels-are-removed).
 * Source: VEP #80, "Node labels are added, no labels are removed"
 */

import { confidentialLabels } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/labels/configuration-keeps-labels`. */
export const configurationKeepsLabels: Invariant = {
  requirement: 'kubevirt/labels/configuration-keeps-labels',
  judge(evidence, say) {
    for (const { event, expectedLabels } of look(evidence).labellings) {
      if (event.happening !== 'configured') continue;
      for (const label of confidentialLabels) {
        if (!(label in event.before) || expectedLabels[label] !== true) continue;
        say.check(label in event.decision.labels, event, () => `${event.host} lost ${label} when the configuration changed`);
      }
    }
  },
};

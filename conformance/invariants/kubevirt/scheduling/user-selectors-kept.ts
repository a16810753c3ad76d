/**
 * Checks: every selector of the request outside the confidential labels is in the claim.
 * Does not check: selectors of confidential labels (selectors-match-protection).
 * Source: KubeVirt v1.9 pkg/virt-controller/services/template.go, nodeselectorrenderer.go
 */

import { confidentialLabels } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/scheduling/user-selectors-kept`. */
export const userSelectorsKept: Invariant = {
  requirement: 'kubevirt/scheduling/user-selectors-kept',
  judge(evidence, say) {
    for (const { event, vmi } of look(evidence).placements) {
      for (const key in vmi.nodeSelector) {
        if (confidentialLabels.includes(key)) continue;
        const [wanted, found] = [vmi.nodeSelector[key], event.claim.selectors[key]];
        say.check(
          found === wanted,
          event,
          () => `${event.guest} asked for ${key}=${wanted}, but its pod selects ${quoted(found)}`,
        );
      }
    }
  },
};

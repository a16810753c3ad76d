/**
 * Checks: of the four confidential labels, the wanted ones are selected with "true" and the others not at all.
 * Does not check: ordinary selectors; ordinary guests (ordinary-guest-takes-nothing).
 * Source: VEP #80, "a corresponding node selector can be added to VM pods"; KubeVirt v1.9
 * pkg/virt-controller/services/template.go, nodeselectorrenderer.go
 */

import { confidentialLabels, selectedLabels } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/scheduling/selectors-match-protection`. */
export const selectorsMatchProtection: Invariant = {
  requirement: 'kubevirt/scheduling/selectors-match-protection',
  judge(evidence, say) {
    for (const { event } of look(evidence).placements) {
      if (event.protection === 'none') continue;
      const wanted = selectedLabels[event.protection];
      const wrong = confidentialLabels.find(
        (label) => event.claim.selectors[label] !== (wanted.includes(label) ? 'true' : undefined),
      );
      const found = (): string => quoted(event.claim.selectors[wrong ?? '']);
      say.check(
        wrong === undefined,
        event,
        () =>
          `${event.guest} (${event.protection}) selects ${wrong}=${found()}, expected ${wanted.includes(wrong ?? '') ? '"true"' : 'nothing'}`,
      );
    }
  },
};

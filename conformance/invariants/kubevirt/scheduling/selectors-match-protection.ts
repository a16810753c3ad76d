/**
 * Checks: of the four confidential labels, the wanted ones are selected with "true", whatever the user selects, and the
 * others only as the user selects them.
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
    for (const { event, vmi } of look(evidence).placements) {
      if (event.protection === 'none') continue;
      const own = selectedLabels[event.protection];
      const wanted = (label: string): string | undefined => (own.includes(label) ? 'true' : vmi.nodeSelector[label]);
      const wrong = confidentialLabels.find((label) => event.claim.selectors[label] !== wanted(label));
      const found = (): string => quoted(event.claim.selectors[wrong ?? '']);
      say.check(
        wrong === undefined,
        event,
        () => `${event.guest} (${event.protection}) selects ${wrong}=${found()}, expected ${quoted(wanted(wrong ?? ''))}`,
      );
    }
  },
};

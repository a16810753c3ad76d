/**
 * Checks: on hosts where the guest's protection is launchable and the agent could find that out, every confidential label its pod selects has the selected
 * value.
 * Does not check: ordinary labels; hosts that cannot run it.
 * Source: kubevirt#14941: labels with an empty value against selectors with "true"
 */

import { confidentialLabels, labelOf } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/scheduling/labels-satisfy-selectors`. */
export const labelsSatisfySelectors: Invariant = {
  requirement: 'kubevirt/scheduling/labels-satisfy-selectors',
  judge(evidence, say) {
    for (const { event, hosts } of look(evidence).placements) {
      const { protection, claim } = event;
      if (protection === 'none') continue;
      for (const { truth, shown, expectedLabels } of hosts) {
        if (!truth.launchable[protection].possible || expectedLabels[labelOf[protection]] !== true) continue;
        const wrong = confidentialLabels.find(
          (label) => label in claim.selectors && shown.labels[label] !== claim.selectors[label],
        );
        const labelled = (): string => `${wrong}=${quoted(shown.labels[wrong ?? ''])}`;
        say.check(
          wrong === undefined,
          event,
          () => `${shown.name} can run ${protection} but its ${labelled()} does not match what ${event.guest} selects`,
        );
      }
    }
  },
};

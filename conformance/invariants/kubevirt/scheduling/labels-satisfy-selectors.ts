/**
 * Checks: on hosts where the guest's protection is launchable and the agent could find that out, every confidential label its pod selects has the selected
 * value.
 * Does not check: ordinary labels, and others that only the user selects; hosts that cannot run it, or that the scheduler sees as they were.
 * Source: kubevirt#14941: labels with an empty value against selectors with "true"
 */

import { confidentialLabels, selectedLabels } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/scheduling/labels-satisfy-selectors`. */
export const labelsSatisfySelectors: Invariant = {
  requirement: 'kubevirt/scheduling/labels-satisfy-selectors',
  judge(evidence, say) {
    for (const { event, vmi, hosts } of look(evidence).placements) {
      const { protection, claim } = event;
      if (protection === 'none') continue;
      const own = selectedLabels[protection];
      const users = Object.keys(vmi.nodeSelector).filter((label) => !own.includes(label));
      for (const { truth, shown, expectedLabels, lagging } of hosts) {
        if (lagging || !truth.launchable[protection].possible || !own.every((label) => expectedLabels[label] === true)) continue;
        const wrong = confidentialLabels.find(
          (label) => label in claim.selectors && !users.includes(label) && shown.labels[label] !== claim.selectors[label],
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

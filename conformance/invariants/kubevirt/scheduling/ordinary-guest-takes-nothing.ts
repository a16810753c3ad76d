/**
 * Checks: no confidential label in its selectors and no confidential resource in its requests.
 * Does not check: what else it asks for.
 * Source: VEP #80, "This should not impact existing VMs"
 */

import { confidentialLabels, confidentialResources } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/scheduling/ordinary-guest-takes-nothing`. */
export const ordinaryGuestTakesNothing: Invariant = {
  requirement: 'kubevirt/scheduling/ordinary-guest-takes-nothing',
  judge(evidence, say) {
    for (const { event, vmi } of look(evidence).placements) {
      if (event.protection !== 'none') continue;
      const taken = [...confidentialLabels, ...confidentialResources].find(
        (name) => (name in event.claim.selectors && !(name in vmi.nodeSelector)) || name in event.claim.resources,
      );
      say.check(taken === undefined, event, () => `${event.guest} is an ordinary guest but asks for ${taken}`);
    }
  },
};

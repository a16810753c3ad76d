/**
 * Checks: confidential resources outside the expected set are absent from the claim.
 * Does not check: the number asked of expected ones.
 * Source: VEP #80, "The scheduler consumes one key ID for each CVM"
 */

import { confidentialResources, requestedResources } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/scheduling/takes-no-other-key`. */
export const takesNoOtherKey: Invariant = {
  requirement: 'kubevirt/scheduling/takes-no-other-key',
  judge(evidence, say) {
    for (const { event } of look(evidence).placements) {
      if (event.protection === 'none') continue;
      const wanted = requestedResources(event.protection);
      const extra = confidentialResources.find((name) => name in event.claim.resources && !wanted.includes(name));
      say.check(
        extra === undefined,
        event,
        () => `${event.guest} (${event.protection}) asks for ${extra}, which is not its kind of key`,
      );
    }
  },
};

/**
 * Checks: guests without SNP and TDX that are alike but for their names claim the same before and after a gate is switched.
 * Does not check: cases in which no configuration changes; SNP and TDX guests, which need their gate.
 * Source: VEP #80, "This should not impact existing VMs", "without breaking changes"
 */

import { canonicalJson } from '../../../../sim/core/json.js';
import { sameUnderAllGates } from '../../gate-judges.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/scheduling/claims-ignore-gates`. */
export const claimsIgnoreGates: Invariant = {
  requirement: 'kubevirt/scheduling/claims-ignore-gates',
  judge(evidence, say) {
    const made = look(evidence).placements.map(({ event, claimedUnder, object }) => {
      const { object: _pod, ...claim } = event.claim;
      return { event, object, config: claimedUnder, place: '', made: () => canonicalJson(claim) };
    });
    sameUnderAllGates(made, 'claims', say);
  },
};

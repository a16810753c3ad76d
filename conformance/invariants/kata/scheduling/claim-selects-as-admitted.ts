/**
 * Checks: every entry of the admitted node selector in the claim.
 * Does not check: affinities.
 * Source: Kubernetes pkg/scheduler/framework/plugins/nodeaffinity/node_affinity.go
 */
import type { Invariant } from '../../invariant.js';
import { lookAtKata } from '../../kata-views.js';

/** Judge of `kata/scheduling/claim-selects-as-admitted`. */
export const kataSchedulingClaimSelectsAsAdmitted: Invariant = {
  requirement: 'kata/scheduling/claim-selects-as-admitted',
  judge(evidence, say) {
    for (const { event, guest } of lookAtKata(evidence).placements) {
      const missing = Object.entries(guest.pod.nodeSelector).find(([name, value]) => event.claim.selectors[name] !== value);
      say.check(missing === undefined, event, () => `${event.guest} does not ask its node for ${missing?.join('=')}`);
    }
  },
};

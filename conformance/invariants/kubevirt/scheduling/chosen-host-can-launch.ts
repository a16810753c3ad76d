/**
 * Checks: the protection is launchable on the chosen host.
 * Does not check: free key IDs; nodes of which the scheduler sees the past, or whose labels somebody
 * else has written; SEV-ES guests on hosts that carry kubevirt.io/sev-es only because SNP implies it.
 * Source: VEP #80, "labelling those nodes capable of running CVMs"
 */

import type { Protection } from '../../../../sim/contracts/protection.js';
import { expectedLabels } from '../../../model/expected-node.js';
import { selectedLabels } from '../../../model/kubevirt-names.js';
import type { PlacementHost } from '../../../model/observations.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/scheduling/chosen-host-can-launch`. */
export const chosenHostCanLaunch: Invariant = {
  requirement: 'kubevirt/scheduling/chosen-host-can-launch',
  judge(evidence, say) {
    for (const { event, hosts } of look(evidence).placements) {
      const { decision, protection } = event;
      if (!decision.placed || protection === 'none') continue;
      const host = hosts.find(({ name }) => name === decision.host);
      const launchable = host === undefined || isMisled(host, protection) ? undefined : host.truth.launchable;
      if (launchable === undefined || (protection === 'sev-es' && launchable.snp.possible)) continue;
      say.check(
        launchable[protection].possible,
        event,
        () => `${event.guest} (${protection}) was placed on ${decision.host}, which cannot run it`,
      );
    }
  },
};

/** The scheduler sees the past, or labels that somebody else has written or forbidden to correct. */
function isMisled({ lagging, truth, expectedLabels: now }: PlacementHost, protection: Protection): boolean {
  const byTruth = expectedLabels(truth);
  return lagging || selectedLabels[protection].some((label) => now[label] !== byTruth[label]);
}

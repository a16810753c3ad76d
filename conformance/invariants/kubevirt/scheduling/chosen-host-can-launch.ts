/**
 * Checks: the protection is launchable on the chosen host.
 * Does not check: free key IDs; SEV-ES guests on hosts that carry kubevirt.io/sev-es only because SNP implies it.
 * Source: VEP #80, "labelling those nodes capable of running CVMs"
 */

import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/scheduling/chosen-host-can-launch`. */
export const chosenHostCanLaunch: Invariant = {
  requirement: 'kubevirt/scheduling/chosen-host-can-launch',
  judge(evidence, say) {
    for (const { event, hosts } of look(evidence).placements) {
      const { decision, protection } = event;
      if (!decision.placed || protection === 'none') continue;
      const launchable = hosts.find(({ name }) => name === decision.host)?.truth.launchable;
      if (launchable === undefined || (protection === 'sev-es' && launchable.snp.possible)) continue;
      say.check(
        launchable[protection].possible,
        event,
        () => `${event.guest} (${protection}) was placed on ${decision.host}, which cannot run it`,
      );
    }
  },
};

/**
 * Checks: granted for a running machine, which is placed again within the command; 404 for an instance and for one of a replica
 * set.
 * Does not check: run strategies other than Always; placements that another command, taken up side by side, overtakes.
 * Source: KubeVirt v1.9 pkg/virt-api/rest/lifecycle.go (RestartVMRequestHandler)
 */

import type { Invariant } from '../../invariant.js';
import { formed } from '../../life-judges.js';
import { inWords } from '../../request-judges.js';
import { haveSameCause, look, mayBeOvertaken, phaseOf } from '../../views.js';

/** Judge of `kubevirt/life/restart-belongs-to-machines`. */
export const restartBelongsToMachines: Invariant = {
  requirement: 'kubevirt/life/restart-belongs-to-machines',
  judge(evidence, say) {
    const { placements } = look(evidence);
    for (const { event, form, before } of formed(evidence)) {
      const { happening, decision, guest } = event;
      if (happening.what !== 'request' || happening.request !== 'restart' || form === 'manifest') continue;
      const { answer } = decision;
      if (form === 'instance' || form === 'replica-set') {
        say.check(
          answer?.httpCode === 404,
          event,
          () => `${guest} belongs to no machine, but its restart was ${inWords(answer)}`,
        );
      } else if (phaseOf(before) === 'Running') {
        const again = placements.some((placement) => placement.event.guest === guest && haveSameCause(placement.event, event));
        if (!again && mayBeOvertaken(evidence)) continue;
        say.check(
          answer?.allowed === true && again,
          event,
          () => `the restart of ${guest} was ${inWords(answer)}; placed again: ${again}`,
        );
      }
    }
  },
};

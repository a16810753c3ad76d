/**
 * Checks: an unplaced guest is not told that key IDs are insufficient on a host that has some nobody is waiting for.
 * Does not check: other reasons for refusing that host; hosts whose capacity the agent cannot see, or that the scheduler sees as they were.
 * Source: VEP #80, "The scheduler consumes one key ID for each CVM"
 */

import { keyPoolOf } from '../../../../sim/contracts/protection.js';
import { keyResourceOf } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `kubevirt/scheduling/free-key-is-not-refused`. */
export const freeKeyIsNotRefused: Invariant = {
  requirement: 'kubevirt/scheduling/free-key-is-not-refused',
  judge(evidence, say) {
    for (const { event, hosts } of look(evidence).placements) {
      const { decision, protection, freeKeys } = event;
      if (decision.placed || protection === 'none') continue;
      const refusal = `Insufficient ${keyResourceOf[keyPoolOf[protection]]}`;
      for (const { name, waiting, truth, keysAreOffered, lagging } of hosts) {
        const free = (freeKeys[name] ?? 0) - waiting;
        if (lagging || free <= 0 || !keysAreOffered || !truth.launchable[protection].possible) continue;
        const refused = decision.reasons[name]?.includes(refusal) === true;
        say.check(!refused, event, () => `${event.guest}: ${name} was refused with "${refusal}", but has ${free} key IDs left`);
      }
    }
  },
};

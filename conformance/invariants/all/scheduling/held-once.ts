/**
 * Checks: guests of all stacks together never hold more key IDs of a host's pool than it has, by the books of the stacks, whenever a guest
 * is placed.
 * Does not check: hosts whose pool has shrunk by a reboot below what guests hold, or that have had faults or damaged files.
 * Source: a key ID is held by one guest. Linux 7.2.8 `arch/x86/kvm/svm/sev.c` `sev_asid_new`.
 */
import type { BootTruth } from '../../../../sim/contracts/truth.js';
import { held, inWords, poolSize, pools, together } from '../../../model/shared-offers.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `all/scheduling/held-once`. */
export const heldOnce: Invariant = {
  requirement: 'all/scheduling/held-once',
  judge({ trace, hosts }, say) {
    const boots: Record<string, BootTruth> = { ...hosts };
    const troubled = new Set<string>();
    for (const event of trace) {
      if (event.event === 'fault' || (event.event === 'label' && event.spoiled !== undefined)) troubled.add(event.host);
      if (event.event === 'boot') {
        if (event.step >= 0) troubled.add(event.host);
        boots[event.host] = event.truth;
      }
      if (event.event !== 'place') continue;
      for (const { name, used } of event.hosts) {
        const truth = boots[name];
        if (truth === undefined || troubled.has(name)) continue;
        for (const pool of pools) {
          const amounts = held(used, pool);
          if (together(amounts) === 0) continue;
          const size = poolSize(truth, pool);
          say.check(together(amounts) <= size, event, () => {
            return `${name} has ${size} key IDs in ${pool}, and guests hold ${together(amounts)} of them: ${inWords(amounts)}`;
          });
        }
      }
    }
  },
};

/**
 * Checks: what all stacks on a host offer of a pool, added up, is never more than the pool has, whenever a node agent has looked.
 * Does not check: pools of which a guest can have nothing although the kernel counts them; hosts with damaged files or faults, where a stack may be deceived; key IDs that somebody outside has taken.
 * Source: OpenStack Nova's specification of SEV-ES and VEP #80 both count a host's key IDs as theirs; no two guests can have the same one.
 */
import { inWords, offered, poolSize, pools, together } from '../../../model/shared-offers.js';
import type { Invariant } from '../../invariant.js';

/** Judge of `all/scheduling/promised-once`. */
export const promisedOnce: Invariant = {
  requirement: 'all/scheduling/promised-once',
  judge({ trace }, say) {
    const troubled = new Set<string>();
    for (const event of trace) {
      if (event.event === 'fault') troubled.add(event.host);
      if (event.event !== 'label' || event.spoiled !== undefined || troubled.has(event.host)) continue;
      const { host, decision, truth } = event;
      for (const pool of pools) {
        const amounts = offered(decision.resources, decision.providers, pool);
        const size = poolSize(truth, pool);
        if (together(amounts) === 0 || size === 0) continue;
        say.check(together(amounts) <= size, event, () => {
          return `${host} has ${size} key IDs in ${pool}, and its stacks offer ${together(amounts)} of them: ${inWords(amounts)}`;
        });
      }
    }
  },
};

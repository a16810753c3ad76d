/**
 * Checks: running guests by protection and key IDs in use by pool against the trace.
 * Does not check: ordinary guests.
 * Source: This project's own book, kept from starts and releases
 */

import { confidentialProtections, type Protection } from '../../../../sim/contracts/protection.js';
import type { KeyPools } from '../../../model/key-pools.js';
import type { Invariant } from '../../invariant.js';
import { look } from '../../views.js';

/** Judge of `host/keys/end-matches-running`. */
export const endMatchesRunning: Invariant = {
  requirement: 'host/keys/end-matches-running',
  judge(evidence, say) {
    const { hosts, end } = look(evidence);
    for (const { name, pools } of hosts) {
      const found = evidence.end.hosts[name];
      if (found === undefined) continue;
      const expected = runningBy(pools);
      for (const protection of confidentialProtections) {
        const [wanted, running] = [expected[protection] ?? 0, found.running[protection] ?? 0];
        say.check(
          running === wanted,
          end,
          () => `${name} runs ${running} ${protection} guests at the end, but ${wanted} were started and not released`,
        );
      }
    }
  },
};

function runningBy(pools: KeyPools): Readonly<Partial<Record<Protection, number>>> {
  const counts: Partial<Record<Protection, number>> = {};
  for (const { protection } of pools.holders.values()) counts[protection] = (counts[protection] ?? 0) + 1;
  return counts;
}

/**
 * Checks: for every resource class, as much is held of a tree after a report as before.
 * Does not check: where (reshape-moves-allocations).
 * Source: Nova 34.0.0 nova/virt/libvirt/driver.py (_update_provider_tree_for_memory_encryption); placement
 * placement/handlers/reshaper.py
 */

import type { Invariant } from '../../invariant.js';
import { lookAtNova } from '../../nova-views.js';

/** Judge of `nova/report/reshape-loses-nothing`. */
export const novaReportReshapeLosesNothing: Invariant = {
  requirement: 'nova/report/reshape-loses-nothing',
  judge(evidence, say) {
    for (const { heldBefore, heldAfter, event, host } of lookAtNova(evidence).reports) {
      if ((event.decision.moved ?? []).length === 0) continue;
      const [before, after] = [byClass(heldBefore), byClass(heldAfter)];
      const changed = [...new Set([...before.keys(), ...after.keys()])].find((each) => before.get(each) !== after.get(each));
      say.check(
        changed === undefined,
        event,
        () => `${host}: of ${changed} ${before.get(changed ?? '')} were held, now ${after.get(changed ?? '')}`,
      );
    }
  },
};

function byClass(held: Readonly<Record<string, number>>): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const [unit, amount] of Object.entries(held)) {
    const name = unit.slice(unit.lastIndexOf(':') + 1);
    sums.set(name, (sums.get(name) ?? 0) + amount);
  }
  return sums;
}

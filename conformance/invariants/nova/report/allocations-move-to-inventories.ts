/**
 * Checks: the inventory an allocation moves to exists after the report, and is of the same resource class as the one it
 * moves from.
 * Does not check: whether there is room, which a reshape does not need.
 * Source: Nova 34.0.0 nova/virt/libvirt/driver.py: "Unexpected MEM_ENCRYPTION_CONTEXT resource allocation", "the child
 * resource provider for AMD SEV is not found"
 */

import { unitOf } from '../../../../sim/contracts/subject.js';
import type { Invariant } from '../../invariant.js';
import { lookAtNova } from '../../nova-views.js';

/** Judge of `nova/report/allocations-move-to-inventories`. */
export const novaReportAllocationsMoveToInventories: Invariant = {
  requirement: 'nova/report/allocations-move-to-inventories',
  judge(evidence, say) {
    for (const { event, after } of lookAtNova(evidence).reports) {
      for (const { from, to } of event.decision.moved ?? []) {
        const there = after.some(({ name, inventories }) => Object.keys(inventories).some((each) => unitOf(name, each) === to));
        say.check(
          there && classOf(from) === classOf(to),
          event,
          () => `allocations move from ${from} to ${to}, which is not there`,
        );
      }
    }
  },
};

function classOf(unit: string): string {
  return unit.slice(unit.lastIndexOf(':') + 1);
}

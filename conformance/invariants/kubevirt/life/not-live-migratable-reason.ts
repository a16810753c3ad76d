/**
 * Checks: reason and message of the LiveMigratable condition of a confidential guest that is migratable in every other
 * respect, and their absence on ordinary guests.
 * Does not check: guests with a passed-through device (first-obstacle-is-named), and those that their network holds.
 * Source: KubeVirt v1.9 pkg/virt-handler/vm.go (calculateLiveMigrationCondition)
 */

import type { Protection } from '../../../../sim/contracts/protection.js';
import { textOf } from '../../../model/json-member.js';
import { isSevFamily } from '../../../model/kubevirt-names.js';
import type { Invariant } from '../../invariant.js';
import { conditionOf, happenings } from '../../views.js';

/** Judge of `kubevirt/life/not-live-migratable-reason`. */
export const notLiveMigratableReason: Invariant = {
  requirement: 'kubevirt/life/not-live-migratable-reason',
  judge(evidence, say) {
    for (const { event, vmi } of happenings(evidence, 'started')) {
      if (vmi !== undefined && (vmi.passedDevices.length > 0 || vmi.heldByNetwork)) continue;
      const condition = conditionOf(event.decision.status, 'LiveMigratable');
      const found = `${textOf(condition?.reason) ?? ''}: ${textOf(condition?.message) ?? ''}`;
      const expected = expectedReason(event.protection);
      const holds = expected === undefined ? !/^(?:SEV|TDX)/.test(found) : found === expected;
      say.check(
        holds,
        event,
        () =>
          `${event.guest} (${event.protection}) is not migratable because of "${found}", expected "${expected ?? 'another reason or none'}"`,
      );
    }
  },
};

function expectedReason(protection: Protection): string | undefined {
  if (protection === 'none') return undefined;
  return isSevFamily(protection) ? 'SEVNotLiveMigratable: VMI uses SEV' : 'TDXNotLiveMigratable: VMI uses TDX';
}

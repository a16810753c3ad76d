/**
 * Checks: condition LiveMigratable of a running guest, and the words a migration is refused with: reason
 * HostDeviceNotLiveMigratable.
 * Does not check: obstacles that come before devices; migrations that are not refused.
 * Source: KubeVirt v1.9 pkg/virt-handler/vm.go (calculateLiveMigrationCondition: devices come before encryption)
 */

import { textOf } from '../../../model/json-member.js';
import type { EventOf } from '../../../model/observations.js';
import type { Invariant } from '../../invariant.js';
import { isFinal } from '../../life-judges.js';
import { conditionOf, look, quoted } from '../../views.js';

/** Judge of `kubevirt/life/first-obstacle-is-named`. */
export const firstObstacleIsNamed: Invariant = {
  requirement: 'kubevirt/life/first-obstacle-is-named',
  judge(evidence, say) {
    for (const { event, vmi, before } of look(evidence).happenings) {
      if (vmi === undefined || vmi.passedDevices.length === 0 || vmi.heldByNetwork || isFinal(before)) continue;
      const told = obstacleIn(event);
      if (told === undefined) continue;
      const holds = told.includes('HostDeviceNotLiveMigratable');
      say.check(holds, event, () => `${event.guest} has a host device, but is said to be held by ${quoted(told)}`);
    }
  },
};

/** What is said to keep the guest on its node; undefined where nothing is said about it. */
function obstacleIn({ happening, decision }: EventOf<'run'>): string | undefined {
  const { answer } = decision;
  if (happening.what === 'migration-asked') return answer?.allowed === false ? (answer.message ?? 'nothing') : undefined;
  if (happening.what !== 'started') return undefined;
  return textOf(conditionOf(decision.status, 'LiveMigratable')?.reason) ?? 'nothing';
}

/**
 * Checks: the condition StorageLiveMigratable is False and its message names the guest's technology; for Secure Execution too.
 * Does not check: other obstacles in the message.
 * Source: KubeVirt v1.9 pkg/virt-handler/vm.go (calculateLiveStorageMigrationCondition)
 */

import type { Protection } from '../../../../sim/contracts/protection.js';
import { textOf } from '../../../model/json-member.js';
import { isSevFamily } from '../../../model/kubevirt-names.js';
import type { Vmi } from '../../../model/vmi.js';
import type { Invariant } from '../../invariant.js';
import { conditionOf, happenings, quoted } from '../../views.js';

/** Judge of `kubevirt/life/storage-not-live-migratable`. */
export const storageNotLiveMigratable: Invariant = {
  requirement: 'kubevirt/life/storage-not-live-migratable',
  judge(evidence, say) {
    for (const { event, vmi } of happenings(evidence, 'started')) {
      const technology = technologyOf(event.protection, vmi);
      if (technology === undefined) continue;
      const condition = conditionOf(event.decision.status, 'StorageLiveMigratable');
      const holds = condition?.status === 'False' && textOf(condition.message)?.includes(`VMI uses ${technology}`) === true;
      say.check(holds, event, () => `${event.guest} uses ${technology}, but its storage is shown as ${quoted(condition)}`);
    }
  },
};

function technologyOf(protection: Protection, vmi: Vmi | undefined): string | undefined {
  if (isSevFamily(protection)) return 'SEV';
  if (protection === 'tdx') return 'TDX';
  return vmi?.launchSecurity === true && vmi.architecture === 's390x' ? 'Secure Execution' : undefined;
}

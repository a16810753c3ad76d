/**
 * Checks: after a denial the guest's status is what it was, its request is untouched and nothing is next.
 * Does not check: evictions that are denied because they have marked the guest, which is their purpose.
 * Source: KubeVirt v1.9 pkg/virt-api/webhooks/validating-webhook/admitters/pod-eviction-admitter.go; kubevirt@ed8e220022 (a
 * denial that was not returned)
 */

import type { Happening } from '../../../../sim/contracts/subject.js';
import { isObject, listOf } from '../../../model/json-member.js';
import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/life/denial-changes-nothing`. */
export const denialChangesNothing: Invariant = {
  requirement: 'kubevirt/life/denial-changes-nothing',
  judge(evidence, say) {
    for (const { event, before } of look(evidence).happenings) {
      const { happening, decision } = event;
      if (decision.answer?.allowed !== false || marks(happening)) continue;
      const { status, guest, next } = decision;
      const same = status === before || JSON.stringify(status) === JSON.stringify(before);
      say.check(
        same && guest === undefined && next === 'nothing',
        event,
        () =>
          `${event.guest}: a denial (${quoted(decision.answer?.message)}) changed ${quoted(before)} to ${quoted(status)}; next step ${next}`,
      );
    }
  },
};

/** An eviction that can be read, and is not a trial run. */
function marks(happening: Happening): boolean {
  if (happening.what === 'eviction-asked') return true;
  if (happening.what !== 'request' || happening.request !== 'eviction') return false;
  const { metadata = {}, deleteOptions = {} } = happening.body ?? {};
  return isObject(metadata) && isObject(deleteOptions) && listOf(deleteOptions.dryRun).length === 0;
}

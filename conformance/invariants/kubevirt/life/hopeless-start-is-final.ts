/**
 * Checks: a guest whose document libvirt or QEMU refuse, or whose policy or launch session the platform does, is given up and shown as Failed.
 * Does not check: starts that lack a key ID (shortage-is-retried) and failures of the host.
 * Source: KubeVirt v1.9 pkg/virt-handler/vm.go, where permanent errors of a start end in phase Failed; libvirt
 * include/libvirt/virterror.h
 */

import type { StartFailureCause } from '../../../../sim/contracts/evidence.js';
import type { Invariant } from '../../invariant.js';
import { happenings, phaseOf, quoted } from '../../views.js';

/** Judge of `kubevirt/life/hopeless-start-is-final`. */
export const hopelessStartIsFinal: Invariant = {
  requirement: 'kubevirt/life/hopeless-start-is-final',
  judge(evidence, say) {
    for (const { event, startFailure } of happenings(evidence, 'not-started')) {
      if (startFailure === undefined || !hopeless.has(startFailure)) continue;
      const { next, status } = event.decision;
      const holds = next === 'give-up' && phaseOf(status) === 'Failed';
      say.check(
        holds,
        event,
        () =>
          `${event.guest} can never start (${startFailure}), but is shown as ${quoted(phaseOf(status))} with next step ${next}`,
      );
    }
  },
};

/** What another try meets again; of a launch session there is only one. */
const hopeless: ReadonlySet<StartFailureCause> = new Set([
  'invalid-domain',
  'unsupported-by-libvirt',
  'policy-refused',
  'session-refused',
]);

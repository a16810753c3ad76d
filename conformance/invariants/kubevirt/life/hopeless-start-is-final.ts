/**
 * Checks: a guest whose document libvirt or QEMU refuse is given up and shown as Failed.
 * Does not check: starts that lack a key ID (shortage-is-retried) and failures of the host.
 * Source: KubeVirt v1.9 pkg/virt-handler/vm.go, where permanent errors of a start end in phase Failed; libvirt
 * include/libvirt/virterror.h
 */

import type { Invariant } from '../../invariant.js';
import { happenings, phaseOf, quoted } from '../../views.js';

/** Judge of `kubevirt/life/hopeless-start-is-final`. */
export const hopelessStartIsFinal: Invariant = {
  requirement: 'kubevirt/life/hopeless-start-is-final',
  judge(evidence, say) {
    for (const { event, startFailure } of happenings(evidence, 'not-started')) {
      if (startFailure !== 'invalid-domain' && startFailure !== 'unsupported-by-libvirt') continue;
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

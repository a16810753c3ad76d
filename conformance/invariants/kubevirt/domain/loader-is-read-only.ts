/**
 * Checks: os/loader has readonly="yes" and secure="no".
 * Does not check: ordinary guests.
 * Source: KubeVirt v1.9 pkg/virt-launcher/virtwrap/converter/compute/os.go; KubeVirt v1.9
 * pkg/virt-launcher/virtwrap/manager.go (secureLoader)
 */

import type { Invariant } from '../../invariant.js';
import { look, quoted } from '../../views.js';

/** Judge of `kubevirt/domain/loader-is-read-only`. */
export const loaderIsReadOnly: Invariant = {
  requirement: 'kubevirt/domain/loader-is-read-only',
  judge(evidence, say) {
    for (const { event, document } of look(evidence).documents) {
      if (event.protection === 'none') continue;
      const { loader } = document;
      const holds = loader?.readonly === 'yes' && loader.secure === 'no';
      say.check(
        holds,
        event,
        () =>
          `${event.guest} (${event.protection}) has readonly=${quoted(loader?.readonly)} secure=${quoted(loader?.secure)}, expected yes and no`,
      );
    }
  },
};

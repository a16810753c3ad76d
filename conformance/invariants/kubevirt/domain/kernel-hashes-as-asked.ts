/**
 * Checks: launchSecurity/@kernelHashes is "yes" where the admitted SNP guest asks for kernel hashes, and absent elsewhere.
 * Does not check: whether the firmware has room for them.
 * Source: VEP #80, "Implementation Phases" (KernelHashes); libvirt docs/formatdomain.rst, "kernelHashes"
 */

import { member } from '../../../model/json-member.js';
import type { Invariant } from '../../invariant.js';
import { documentsOf, quoted } from '../../views.js';

/** Judge of `kubevirt/domain/kernel-hashes-as-asked`. */
export const kernelHashesAsAsked: Invariant = {
  requirement: 'kubevirt/domain/kernel-hashes-as-asked',
  judge(evidence, say) {
    for (const { event, document } of documentsOf(evidence, (protection) => protection === 'snp')) {
      const asked = member(event.object, 'spec', 'domain', 'launchSecurity', 'snp', 'kernelHashes') === true;
      const found = document.launchSecurity?.kernelHashes;
      const expected = asked ? 'yes' : undefined;
      say.check(
        found === expected,
        event,
        () => `${event.guest} has kernelHashes ${quoted(found)}, expected ${quoted(expected)}`,
      );
    }
  },
};

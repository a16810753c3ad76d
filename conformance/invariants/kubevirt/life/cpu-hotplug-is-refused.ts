/**
 * Checks: refused.
 * Does not check: in which words: KubeVirt has none; ordinary guests.
 * Source: VEP #80, "Live migrations are currently not supported by either technologies"; KubeVirt v1.9
 * pkg/virt-controller/watch/workload-updater; Linux arch/x86/kvm/vmx/tdx.c (tdx_vcpu_create)
 */

import type { Invariant } from '../../invariant.js';
import { asked, inWords } from '../../request-judges.js';

/** Judge of `kubevirt/life/cpu-hotplug-is-refused`. */
export const cpuHotplugIsRefused: Invariant = {
  requirement: 'kubevirt/life/cpu-hotplug-is-refused',
  judge(evidence, say) {
    for (const { event } of asked(evidence, 'cpu-hotplug')) {
      if (event.protection === 'none') continue;
      const { answer } = event.decision;
      say.check(
        answer?.allowed === false,
        event,
        () => `more CPUs for ${event.guest} (${event.protection}) were ${inWords(answer)}`,
      );
    }
  },
};

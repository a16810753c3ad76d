/**
 * Checks: refused, with one of the two texts KubeVirt has for it.
 * Does not check: ordinary guests.
 * Source: KubeVirt v1.9 pkg/liveupdate/memory/memory.go; pkg/virt-controller/watch/vm/vm.go
 */

import type { Invariant } from '../../invariant.js';
import { asked, inWords } from '../../request-judges.js';

/** Judge of `kubevirt/life/memory-hotplug-is-refused`. */
export const memoryHotplugIsRefused: Invariant = {
  requirement: 'kubevirt/life/memory-hotplug-is-refused',
  judge(evidence, say) {
    for (const { event } of asked(evidence, 'memory-hotplug')) {
      if (event.protection === 'none') continue;
      const { answer } = event.decision;
      const told = texts.some((text) => answer?.message?.includes(text) === true);
      say.check(answer?.allowed === false && told, event, () => `more memory for ${event.guest} was ${inWords(answer)}`);
    }
  },
};

const texts = [
  'Memory hotplug is not compatible with encrypted VMs',
  'Memory-hotplug is only available for migratable VMs',
] as const;

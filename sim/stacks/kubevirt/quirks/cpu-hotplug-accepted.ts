import type { Quirk } from './quirk.js';

/** More CPU sockets for a running encrypted guest are accepted, although they would take effect only by a migration or an eviction. */
export const cpuHotplugAccepted: Quirk = {
  name: 'cpu-hotplug-accepted',
  sentence:
    'More CPU sockets for a running encrypted guest are accepted, although they would take effect only by a migration or an eviction.',
  releases: [{ product: 'kubevirt', from: '1.0' }],
  source: 'kubevirt v1.9 pkg/virt-controller/watch/vm/vm.go (handleCPUChangeRequest)',
  killedBy: 'kubevirt/life/cpu-hotplug-is-refused',
  choices: { refusesCpuHotplug: false },
};

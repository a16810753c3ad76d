import type { Quirk } from './quirk.js';

/** A misc.capacity that cannot be read when the configuration changes stops the plugin, and a running one never learns of another count. */
export const capacityErrorStopsPlugin: Quirk = {
  name: 'capacity-error-stops-plugin',
  sentence:
    'A misc.capacity that cannot be read when the configuration changes stops the plugin, and a running one never learns of another count.',
  releases: [{ product: 'kubevirt', from: '1.9' }],
  source: 'kubevirt v1.9 pkg/virt-handler/device-manager/device_controller.go (updateTdxDevice, splitPermittedDevices)',
  killedBy: 'kubevirt/resources/unreadable-capacity-keeps-count',
  choices: {
    keepsCountOfUnreadableCapacity: false,
    refreshesRunningCounts: false,
    countsKeysAnewAt: (happening) => ['agent-started', 'agent-restarted', 'configured'].includes(happening),
  },
};

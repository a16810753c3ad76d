import type { Quirk } from './quirk.js';

/** One device plugin that is not up closes the node for all guests, those that do not need it included. */
export const failedPluginClosesNode: Quirk = {
  name: 'failed-plugin-closes-node',
  sentence: 'One device plugin that is not up closes the node for all guests, those that do not need it included.',
  releases: [{ product: 'kubevirt', from: '0.33' }],
  source: 'kubevirt v1.9 pkg/virt-handler/heartbeat/heartbeat.go (do), device_controller.go (Initialized)',
  killedBy: 'kubevirt/labels/stays-schedulable',
  choices: { anyFailedPluginUnschedules: true },
};

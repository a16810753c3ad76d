import type { Quirk } from './quirk.js';

/** Every plugin announces its devices as healthy before it looks at them; since v1.9 every node offers a thousand SEV devices for a moment. */
export const healthyBeforeChecked: Quirk = {
  name: 'healthy-before-checked',
  sentence:
    'Every plugin announces its devices as healthy before it looks at them; since v1.9 every node offers a thousand SEV devices for a moment.',
  releases: [{ product: 'kubevirt' }],
  source: 'kubevirt v1.9 pkg/virt-handler/device-manager/generic_device.go (NewGenericDevicePlugin, healthCheck)',
  killedBy: 'kubevirt/resources/healthy-only-after-looking',
  choices: { looksBeforeAnnouncing: false },
};

import type { NovaQuirk } from './quirk.js';

/** SCSI controller, video device and the controller of the guest agent are not told to translate addresses, while the others are. */
export const iommuForgottenOnDevices: NovaQuirk = {
  name: 'iommu-forgotten-on-devices',
  sentence:
    'SCSI controller, video device and the controller of the guest agent are not told to translate addresses, while the others are.',
  releases: [{ product: 'nova', to: '2019.2' }],
  source: 'nova `1a88d35cb1`, `c2fd8294fd`, bug 1845986',
  killedBy: 'nova/domain/iommu-is-all-or-nothing',
  choices: { hasIommu: (device) => ['disk', 'interface', 'rng', 'memballoon'].includes(device) },
};

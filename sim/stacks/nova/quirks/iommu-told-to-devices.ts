import type { NovaQuirk } from './quirk.js';

/** Every virtio device of an encrypted guest is told to translate addresses, although QEMU sees to it. */
export const iommuToldToDevices: NovaQuirk = {
  name: 'iommu-told-to-devices',
  sentence: 'Every virtio device of an encrypted guest is told to translate addresses, although QEMU sees to it.',
  releases: [{ product: 'nova', from: '2019.2', to: '2026.1' }],
  source: 'nova `a29524346f`, which left it out',
  killedBy: 'nova/domain/iommu-is-all-or-nothing',
  needs: 'a comparison with the document of 34.0.0; either works',
  choices: { hasIommu: () => true },
};

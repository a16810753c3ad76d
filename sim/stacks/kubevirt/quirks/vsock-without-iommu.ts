import type { Quirk } from './quirk.js';

/** The vsock of a SEV guest does not go through bounce buffers. */
export const vsockWithoutIommu: Quirk = {
  name: 'vsock-without-iommu',
  sentence: 'The vsock of a SEV guest does not go through bounce buffers.',
  releases: [{ product: 'kubevirt', from: '0.59', to: '1.9' }],
  source: 'kubevirt v1.9 pkg/virt-launcher/virtwrap/converter/compute/vsock.go',
  killedBy: 'kubevirt/domain/sev-vsock-uses-iommu',
  choices: ({ hasIommu }) => ({ hasIommu: (device) => device !== 'vsock' && hasIommu(device) }),
};

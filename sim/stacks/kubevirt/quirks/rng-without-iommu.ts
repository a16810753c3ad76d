import type { Quirk } from './quirk.js';

/** The random-number device of a SEV guest does not go through bounce buffers. */
export const rngWithoutIommu: Quirk = {
  name: 'rng-without-iommu',
  sentence: 'The random-number device of a SEV guest does not go through bounce buffers.',
  releases: [],
  source: 'a forgotten device, as vsock is in kubevirt v1.9 converter/compute/vsock.go',
  killedBy: 'kubevirt/domain/sev-balloon-and-rng-use-iommu',
  choices: { hasIommu: (device) => device !== 'rng' },
};

import type { NovaQuirk } from './quirk.js';

/** Traits are only ever added to the provider of a model. */
export const outdatedTraitsStay: NovaQuirk = {
  name: 'outdated-traits-stay',
  sentence: 'Traits are only ever added to the provider of a model.',
  releases: [{ product: 'nova', from: '2025.2' }],
  source: 'nova 34.0.0 `nova/virt/libvirt/driver.py` (_ensure_memory_encryption_providers)',
  killedBy: 'nova/report/model-has-no-other-trait',
  choices: { removesOutdatedTraits: false },
};

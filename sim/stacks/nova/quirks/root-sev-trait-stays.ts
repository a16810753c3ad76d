import type { NovaQuirk } from './quirk.js';

/** The host keeps the trait of SEV when it had no contexts to move, and SEV guests then take contexts of SEV-ES. */
export const rootSevTraitStays: NovaQuirk = {
  name: 'root-sev-trait-stays',
  sentence: 'The host keeps the trait of SEV when it had no contexts to move, and SEV guests then take contexts of SEV-ES.',
  releases: [{ product: 'nova', from: '2025.2' }],
  source: 'nova 34.0.0 `nova/virt/libvirt/driver.py` (_update_provider_tree_for_memory_encryption)',
  killedBy: 'nova/report/node-has-no-model-trait',
  choices: { cleansRootTrait: false },
};

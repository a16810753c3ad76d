import type { NovaQuirk } from './quirk.js';

/** Where libvirt does not say how many SEV guests there can be, there is room for two thousand million. */
export const unsaidGuestsAreEndless: NovaQuirk = {
  name: 'unsaid-guests-are-endless',
  sentence: 'Where libvirt does not say how many SEV guests there can be, there is room for two thousand million.',
  releases: [{ product: 'nova', to: '2026.1' }],
  source: 'nova 33.0.0 `nova/virt/libvirt/driver.py` (_get_memory_encryption_inventories)',
  killedBy: 'nova/report/sev-slots',
  choices: { guestsUnsaid: 'endless', supportNeedsUnits: false },
};

import type { NovaQuirk } from './quirk.js';

/** Where libvirt does not say how many guests there can be, the update of the host fails. */
export const unsaidGuestsCrash: NovaQuirk = {
  name: 'unsaid-guests-crash',
  sentence: 'Where libvirt does not say how many guests there can be, the update of the host fails.',
  releases: [{ product: 'nova', from: '2026.2' }],
  source: 'nova 34.0.0 `nova/virt/libvirt/driver.py` (_get_memory_encryption_inventories)',
  killedBy: 'nova/detection/odd-answers-are-answers',
  choices: { guestsUnsaid: 'crash' },
};

import type { NovaQuirk } from './quirk.js';

/** A guest that boots a rescue image has no protection but what that image asks for. */
export const rescueDropsProtection: NovaQuirk = {
  name: 'rescue-drops-protection',
  sentence: 'A guest that boots a rescue image has no protection but what that image asks for.',
  releases: [{ product: 'nova', from: '2019.2', to: '2026.2' }],
  source: 'nova@00a030403f `nova/virt/libvirt/driver.py` (rescue, for disks without a stable order)',
  killedBy: 'nova/life/rescue-keeps-protection',
  choices: { rescueIsProtectedBy: 'rescue-image' },
};

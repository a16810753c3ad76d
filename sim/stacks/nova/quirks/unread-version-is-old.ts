import type { NovaQuirk } from './quirk.js';

/** A version that cannot be asked counts as too old. */
export const unreadVersionIsOld: NovaQuirk = {
  name: 'unread-version-is-old',
  sentence: 'A version that cannot be asked counts as too old.',
  releases: [{ product: 'nova', from: '2013.1' }],
  source: 'nova 34.0.0 `nova/virt/libvirt/host.py` (_version_check)',
  killedBy: 'nova/report/serves-supported-guests',
  choices: { unreadVersionIsOld: true },
};

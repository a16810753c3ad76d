import type { NovaQuirk } from './quirk.js';

/** A loader that said nothing of secure boot counts as one that has changed, so that firmware is chosen anew. */
export const silentLoaderCountsAsChanged: NovaQuirk = {
  name: 'silent-loader-counts-as-changed',
  sentence: 'A loader that said nothing of secure boot counts as one that has changed, so that firmware is chosen anew.',
  releases: [{ product: 'nova', from: '2026.1', to: '2026.2' }],
  source: 'nova@00a030403f `nova/virt/libvirt/driver.py:7259`; every TDX guest has such a loader',
  killedBy: 'nova/domain/firmware-is-pinned',
  choices: { understandsSilentLoaders: false },
};

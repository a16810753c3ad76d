import type { NovaQuirk } from './quirk.js';

/** A configured number of TDX guests counts even beyond the key IDs there are. */
export const configuredTdxGuestsWin: NovaQuirk = {
  name: 'configured-tdx-guests-win',
  sentence: 'A configured number of TDX guests counts even beyond the key IDs there are.',
  releases: [{ product: 'nova', from: '2026.2' }],
  source: 'nova 34.0.0 `nova/virt/libvirt/host.py` (_get_tdx_capacity)',
  killedBy: 'nova/report/tdx-slots',
  choices: { lowerTdxCountWins: false },
};

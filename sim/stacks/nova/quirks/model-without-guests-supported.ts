import type { NovaQuirk } from './quirk.js';

/** A model of which there can be no guest counts as supported, so that nobody minds the guests it has. */
export const modelWithoutGuestsSupported: NovaQuirk = {
  name: 'model-without-guests-supported',
  sentence: 'A model of which there can be no guest counts as supported, so that nobody minds the guests it has.',
  releases: [{ product: 'nova', from: '2026.2' }],
  source: 'nova 34.0.0 `nova/virt/libvirt/host.py` (supports_amd_sev_es) never looks at maxESGuests',
  killedBy: 'nova/report/refuses-orphaned-guests',
  choices: { supportNeedsUnits: false },
};

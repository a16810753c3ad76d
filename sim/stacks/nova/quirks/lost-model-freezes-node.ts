import type { NovaQuirk } from './quirk.js';

/** A provider that guests still use cannot be deleted, and with that every update of the host fails. */
export const lostModelFreezesNode: NovaQuirk = {
  name: 'lost-model-freezes-node',
  sentence: 'A provider that guests still use cannot be deleted, and with that every update of the host fails.',
  releases: [{ product: 'nova', from: '2025.2' }],
  source: 'nova 34.0.0 `nova/scheduler/client/report.py` (update_from_provider_tree)',
  killedBy: 'nova/report/closed-providers-offer-nothing',
  choices: { keepsUsedProviders: false, validatesGuestsAtStart: false },
};

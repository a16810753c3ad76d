import type { NovaQuirk } from './quirk.js';

/** The service starts over guests whose model the host has no more; they can never be started again. */
export const strandedGuestsUnnoticed: NovaQuirk = {
  name: 'stranded-guests-unnoticed',
  sentence: 'The service starts over guests whose model the host has no more; they can never be started again.',
  releases: [{ product: 'nova', to: '2026.1' }],
  source: 'nova `c197b0941d`',
  killedBy: 'nova/report/refuses-orphaned-guests',
  choices: { validatesGuestsAtStart: false },
};

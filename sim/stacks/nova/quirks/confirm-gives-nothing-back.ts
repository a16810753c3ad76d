import type { NovaQuirk } from './quirk.js';

/** A confirmed move keeps what the guest held before. */
export const confirmGivesNothingBack: NovaQuirk = {
  name: 'confirm-gives-nothing-back',
  sentence: 'A confirmed move keeps what the guest held before.',
  releases: [],
  source: 'synthetic',
  killedBy: 'nova/life/confirm-gives-back',
  choices: { confirmGivesBack: false },
};

import type { NovaQuirk } from './quirk.js';

/** A guest that was shelved and offloaded still holds what it held. */
export const offloadKeepsPlace: NovaQuirk = {
  name: 'offload-keeps-place',
  sentence: 'A guest that was shelved and offloaded still holds what it held.',
  releases: [],
  source: 'synthetic',
  killedBy: 'nova/life/offload-gives-back',
  choices: { offloadGivesBack: false },
};

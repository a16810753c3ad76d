import type { NovaQuirk } from './quirk.js';

/** A guest that is stopped loses its place, and may not find it again. */
export const stopGivesPlaceAway: NovaQuirk = {
  name: 'stop-gives-place-away',
  sentence: 'A guest that is stopped loses its place, and may not find it again.',
  releases: [],
  source: 'synthetic',
  killedBy: 'nova/life/power-keeps-place',
  choices: { stopKeepsPlace: false },
};

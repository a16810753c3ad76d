import type { NovaQuirk } from './quirk.js';

/** A guest that is started again may boot other firmware than before. */
export const firmwareChosenAtEveryStart: NovaQuirk = {
  name: 'firmware-chosen-at-every-start',
  sentence: 'A guest that is started again may boot other firmware than before.',
  releases: [],
  source: 'synthetic',
  killedBy: 'nova/domain/firmware-is-pinned',
  choices: { pinsFirmware: false },
};

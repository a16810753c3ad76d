import type { KataQuirk } from './quirk.js';

/** An overhead that the user wrote is taken instead of that of the class. */
export const foreignOverheadAccepted: KataQuirk = {
  name: 'foreign-overhead-accepted',
  sentence: 'An overhead that the user wrote is taken instead of that of the class.',
  releases: [],
  source: 'synthetic',
  killedBy: 'kata/admission/foreign-overhead-is-refused',
  choices: { refusesForeignOverhead: false },
};

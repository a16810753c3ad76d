import type { KataQuirk } from './quirk.js';

/** A pod that names a RuntimeClass there is not is accepted and run without one. */
export const unknownClassLetThrough: KataQuirk = {
  name: 'unknown-class-let-through',
  sentence: 'A pod that names a RuntimeClass there is not is accepted and run without one.',
  releases: [],
  source: 'synthetic',
  killedBy: 'kata/admission/unknown-class-is-refused',
  choices: { refusesUnknownClass: false },
};

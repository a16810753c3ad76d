import type { KataQuirk } from './quirk.js';

/** Where nobody counts key IDs a node offers one. */
export const unknownCountIsOne: KataQuirk = {
  name: 'unknown-count-is-one',
  sentence: 'Where nobody counts key IDs a node offers one.',
  releases: [],
  source: 'synthetic',
  killedBy: 'kata/labels/no-esids-without-capacity',
  choices: { unknownCountIs: 1 },
};

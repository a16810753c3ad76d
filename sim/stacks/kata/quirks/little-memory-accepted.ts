import type { KataQuirk } from './quirk.js';

/** An annotation may ask for less memory than any guest needs. */
export const littleMemoryAccepted: KataQuirk = {
  name: 'little-memory-accepted',
  sentence: 'An annotation may ask for less memory than any guest needs.',
  releases: [],
  source: 'synthetic',
  killedBy: 'kata/command-line/damaged-memory-is-refused',
  choices: { leastMemoryMib: 0 },
};

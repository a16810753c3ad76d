import type { KataQuirk } from './quirk.js';

/** The memory that containers may use is not added to that of the sandbox. */
export const limitsNotAdded: KataQuirk = {
  name: 'limits-not-added',
  sentence: 'The memory that containers may use is not added to that of the sandbox.',
  releases: [],
  source: 'synthetic',
  killedBy: 'kata/command-line/memory-as-asked',
  choices: { sizesGuestByLimits: false },
};

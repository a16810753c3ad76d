import type { KataQuirk } from './quirk.js';

/** A guest whose host has no protection is started without. */
export const unprotectedStarted: KataQuirk = {
  name: 'unprotected-started',
  sentence: 'A guest whose host has no protection is started without.',
  releases: [],
  source: 'synthetic',
  killedBy: 'kata/command-line/protection-is-of-the-class',
  choices: { refusesWithoutProtection: false },
};

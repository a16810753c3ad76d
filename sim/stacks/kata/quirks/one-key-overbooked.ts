import type { KataQuirk } from './quirk.js';

/** One pod more is bound to a node than it has key IDs. */
export const oneKeyOverbooked: KataQuirk = {
  name: 'one-key-overbooked',
  sentence: 'One pod more is bound to a node than it has key IDs.',
  releases: [],
  source: 'synthetic',
  killedBy: 'kata/scheduling/never-beyond-keys',
  choices: { overbookedKeys: 1 },
};

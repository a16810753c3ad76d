import type { KataQuirk } from './quirk.js';

/** A pod whose guest has started is not shown running. */
export const startUnnoticed: KataQuirk = {
  name: 'start-unnoticed',
  sentence: 'A pod whose guest has started is not shown running.',
  releases: [],
  source: 'synthetic',
  killedBy: 'kata/life/started-is-running',
  choices: { noticesStart: false },
};

import type { KataQuirk } from './quirk.js';

/** One key ID more is offered than there is. */
export const oneKeyTooMany: KataQuirk = {
  name: 'one-key-too-many',
  sentence: 'One key ID more is offered than there is.',
  releases: [],
  source: 'synthetic',
  killedBy: 'kata/labels/esids-equal-capacity',
  choices: { surplusKeys: 1 },
};

import type { KataQuirk } from './quirk.js';

/** Who switches the overhead off switches the key ID off with it. */
export const keyGoesWithOverhead: KataQuirk = {
  name: 'key-goes-with-overhead',
  sentence: 'Who switches the overhead off switches the key ID off with it.',
  releases: [],
  source: 'synthetic',
  killedBy: 'kata/admission/keys-without-overhead',
  choices: { keyOutlivesOverhead: false },
};

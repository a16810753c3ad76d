import type { KataQuirk } from './quirk.js';

/** A digest is put where it does not fit, neither filled nor cut. */
export const digestOfAnyLength: KataQuirk = {
  name: 'digest-of-any-length',
  sentence: 'A digest is put where it does not fit, neither filled nor cut.',
  releases: [],
  source: 'synthetic; kata-containers has adjustProperLength for it',
  killedBy: 'kata/command-line/mrconfigid-is-the-digest',
  choices: { fitsDigest: false },
};

import type { KataQuirk } from './quirk.js';

/** A pod is deleted while its guest runs on. */
export const deletionForgetsGuest: KataQuirk = {
  name: 'deletion-forgets-guest',
  sentence: 'A pod is deleted while its guest runs on.',
  releases: [],
  source: 'synthetic',
  killedBy: 'kata/life/deletion-stops-the-guest',
  choices: { stopsDeleted: false },
};

import type { KataQuirk } from './quirk.js';

/** The key IDs of a node are taken back when its worker is silent. */
export const keysVanishWithWorker: KataQuirk = {
  name: 'keys-vanish-with-worker',
  sentence: 'The key IDs of a node are taken back when its worker is silent.',
  releases: [],
  source: 'synthetic',
  killedBy: 'kata/labels/silence-changes-nothing',
  choices: { outlivesWorker: false },
};

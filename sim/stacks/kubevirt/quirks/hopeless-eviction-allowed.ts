import type { Quirk } from './quirk.js';

/** A guest that insists on migrating but cannot is killed when its node is drained. */
export const hopelessEvictionAllowed: Quirk = {
  name: 'hopeless-eviction-allowed',
  sentence: 'A guest that insists on migrating but cannot is killed when its node is drained.',
  releases: [],
  source: 'a missing denial',
  killedBy: 'kubevirt/life/eviction-with-live-migrate-is-denied',
  choices: { deniesHopelessEviction: false },
};

import type { Quirk } from './quirk.js';

/** A guest that finds all key IDs taken is given up, although they come back. */
export const keyShortageIsFinal: Quirk = {
  name: 'key-shortage-is-final',
  sentence: 'A guest that finds all key IDs taken is given up, although they come back.',
  releases: [],
  source: 'a transient error taken for a final one',
  killedBy: 'kubevirt/life/shortage-is-retried',
  choices: { retriesForKeys: false },
};

import type { NovaQuirk } from './quirk.js';

/** An encrypted guest that is off is told that its state is in the way of what it can never do. */
export const stateBeforeEncryption: NovaQuirk = {
  name: 'state-before-encryption',
  sentence: 'An encrypted guest that is off is told that its state is in the way of what it can never do.',
  releases: [],
  source: 'synthetic',
  killedBy: 'nova/life/encryption-is-looked-at-before-the-state',
  choices: { refusesBeforeState: false },
};

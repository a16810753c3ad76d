import type { NovaQuirk } from './quirk.js';

/** The memory of an encrypted guest is to be written to disk. */
export const suspendOfEncrypted: NovaQuirk = {
  name: 'suspend-of-encrypted',
  sentence: 'The memory of an encrypted guest is to be written to disk.',
  releases: [],
  source: 'synthetic',
  killedBy: 'nova/life/encrypted-guests-are-not-suspended',
  choices: ({ refusedOfEncrypted }) => ({ refusedOfEncrypted: refusedOfEncrypted.filter((what) => what !== 'suspend') }),
};

import type { NovaQuirk } from './quirk.js';

/** A flavor that asks for encryption wins over an image that forbids it. */
export const encryptionConflictUnnoticed: NovaQuirk = {
  name: 'encryption-conflict-unnoticed',
  sentence: 'A flavor that asks for encryption wins over an image that forbids it.',
  releases: [],
  source: 'synthetic',
  killedBy: 'nova/request/encryption-conflict',
  choices: { noticesEncryptionConflict: false },
};

import type { NovaQuirk } from './quirk.js';

/** A guest whose memory is encrypted is to be moved while it runs. */
export const liveMigrationOfEncrypted: NovaQuirk = {
  name: 'live-migration-of-encrypted',
  sentence: 'A guest whose memory is encrypted is to be moved while it runs.',
  releases: [],
  source: 'synthetic',
  killedBy: 'nova/life/encrypted-guests-do-not-move-live',
  choices: ({ refusedOfEncrypted }) => ({ refusedOfEncrypted: refusedOfEncrypted.filter((what) => what !== 'live-migration') }),
};

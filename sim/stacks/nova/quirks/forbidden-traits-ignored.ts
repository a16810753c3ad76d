import type { NovaQuirk } from './quirk.js';

/** Forbidden traits keep no guest away. */
export const forbiddenTraitsIgnored: NovaQuirk = {
  name: 'forbidden-traits-ignored',
  sentence: 'Forbidden traits keep no guest away.',
  releases: [],
  source: 'half of a filter',
  killedBy: 'nova/placement/givers-have-no-forbidden-trait',
  choices: { obeysForbidden: false },
};

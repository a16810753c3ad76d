import type { NovaQuirk } from './quirk.js';

/** One guest may take several contexts. */
export const severalContextsAGuest: NovaQuirk = {
  name: 'several-contexts-a-guest',
  sentence: 'One guest may take several contexts.',
  releases: [],
  source: 'max_unit left at more than one',
  killedBy: 'nova/report/one-context-a-guest',
  choices: { contextsPerGuest: 16 },
};

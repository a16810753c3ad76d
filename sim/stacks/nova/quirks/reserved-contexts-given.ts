import type { NovaQuirk } from './quirk.js';

/** Reserved contexts are given away. */
export const reservedContextsGiven: NovaQuirk = {
  name: 'reserved-contexts-given',
  sentence: 'Reserved contexts are given away.',
  releases: [],
  source: 'a term left out of the capacity',
  killedBy: 'nova/placement/reserved-is-not-given',
  choices: { keepsReserved: false },
};

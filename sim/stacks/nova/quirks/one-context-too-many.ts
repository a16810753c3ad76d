import type { NovaQuirk } from './quirk.js';

/** One context more is reported than there is. */
export const oneContextTooMany: NovaQuirk = {
  name: 'one-context-too-many',
  sentence: 'One context more is reported than there is.',
  releases: [],
  source: 'an off-by-one at the limit',
  killedBy: 'nova/report/sev-slots',
  choices: { surplusUnits: 1 },
};

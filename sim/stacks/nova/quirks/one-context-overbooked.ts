import type { NovaQuirk } from './quirk.js';

/** A guest more is let in than there are contexts. */
export const oneContextOverbooked: NovaQuirk = {
  name: 'one-context-overbooked',
  sentence: 'A guest more is let in than there are contexts.',
  releases: [],
  source: 'placement `84a12f7a`, bug 1778743, where two guests took the last one; here an off-by-one',
  killedBy: 'nova/placement/never-over-capacity',
  choices: { overbookedUnits: 1 },
};

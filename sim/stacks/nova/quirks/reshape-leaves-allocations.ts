import type { NovaQuirk } from './quirk.js';

/** Contexts become a provider of their own, but what guests hold stays where it was. */
export const reshapeLeavesAllocations: NovaQuirk = {
  name: 'reshape-leaves-allocations',
  sentence: 'Contexts become a provider of their own, but what guests hold stays where it was.',
  releases: [],
  source: 'a reshape without its second half',
  killedBy: 'nova/report/reshape-moves-allocations',
  choices: { reshapeMovesAllocations: false },
};

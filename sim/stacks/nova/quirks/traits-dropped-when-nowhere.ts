import type { NovaQuirk } from './quirk.js';

/** A guest that fits nowhere is looked for again without its traits. */
export const traitsDroppedWhenNowhere: NovaQuirk = {
  name: 'traits-dropped-when-nowhere',
  sentence: 'A guest that fits nowhere is looked for again without its traits.',
  releases: [{ product: 'nova', from: '2019.2', to: '2020.1' }],
  source: 'nova `9c27033204`, bug 1889633, where the second query lost one',
  killedBy: 'nova/placement/givers-have-the-traits',
  choices: { keepsTraitsWhenNowhere: false },
};

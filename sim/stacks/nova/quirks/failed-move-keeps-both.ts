import type { NovaQuirk } from './quirk.js';

/** A move that failed leaves a guest with what it holds on both hosts. */
export const failedMoveKeepsBoth: NovaQuirk = {
  name: 'failed-move-keeps-both',
  sentence: 'A move that failed leaves a guest with what it holds on both hosts.',
  releases: [{ product: 'nova', to: '2017.2' }],
  source: 'nova `caf167862d`, bug 1749215',
  killedBy: 'nova/life/failed-move-gives-back',
  choices: { failedMoveGivesBack: false },
};

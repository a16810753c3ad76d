import type { KataQuirk } from './quirk.js';

/** Where a pod’s node selector contradicts its class the class’s counts. */
export const classesSelectorWins: KataQuirk = {
  name: 'classes-selector-wins',
  sentence: 'Where a pod’s node selector contradicts its class the class’s counts.',
  releases: [],
  source: 'synthetic',
  killedBy: 'kata/admission/selector-conflict-is-refused',
  choices: { selectorConflict: 'class-wins' },
};

import type { KataQuirk } from './quirk.js';

/** Where a pod’s node selector contradicts its class the pod’s counts. */
export const podsSelectorWins: KataQuirk = {
  name: 'pods-selector-wins',
  sentence: 'Where a pod’s node selector contradicts its class the pod’s counts.',
  releases: [],
  source: 'synthetic',
  killedBy: 'kata/admission/selector-conflict-is-refused',
  choices: { selectorConflict: 'pod-wins' },
};

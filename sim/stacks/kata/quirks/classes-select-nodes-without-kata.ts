import type { KataQuirk } from './quirk.js';

/** RuntimeClasses do not select the nodes that Kata is installed to. */
export const classesSelectNodesWithoutKata: KataQuirk = {
  name: 'classes-select-nodes-without-kata',
  sentence: 'RuntimeClasses do not select the nodes that Kata is installed to.',
  releases: [],
  source: 'synthetic',
  killedBy: 'kata/admission/class-selector-is-merged',
  choices: { classesSelectKataNodes: false },
};

import type { KataQuirk } from './quirk.js';

/** Pods go to nodes without the labels they select. */
export const selectorsIgnored: KataQuirk = {
  name: 'selectors-ignored',
  sentence: 'Pods go to nodes without the labels they select.',
  releases: [],
  source: 'synthetic',
  killedBy: 'kata/scheduling/unlabelled-nodes-are-passed-over',
  choices: { obeysSelectors: false },
};

import type { Quirk } from './quirk.js';

/** A node whose own CPU model is obsolete looks like any other, and guests that take it over cannot leave again. */
export const obsoleteHostModelUnmarked: Quirk = {
  name: 'obsolete-host-model-unmarked',
  sentence: 'A node whose own CPU model is obsolete looks like any other, and guests that take it over cannot leave again.',
  releases: [{ product: 'kubevirt', to: '0.57', note: 'and 0.58' }],
  source: 'kubevirt before kubevirt@4d30cbc27d',
  killedBy: 'kubevirt/labels/obsolete-host-model-is-marked',
  choices: { marksObsoleteHostModel: false },
};

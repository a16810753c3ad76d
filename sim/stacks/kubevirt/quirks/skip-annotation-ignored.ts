import type { Quirk } from './quirk.js';

/** The annotation that should keep the labeller away from a node is not looked at. */
export const skipAnnotationIgnored: Quirk = {
  name: 'skip-annotation-ignored',
  sentence: 'The annotation that should keep the labeller away from a node is not looked at.',
  releases: [{ product: 'kubevirt', to: '0.41' }],
  source: 'kubevirt before kubevirt@35e97a8377',
  killedBy: 'kubevirt/labels/skip-annotation-is-honoured',
  choices: { obeysSkipAnnotation: false },
};

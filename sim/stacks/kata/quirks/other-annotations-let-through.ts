import type { KataQuirk } from './quirk.js';

/** Annotations that no administrator has enabled are ignored instead of refused. */
export const otherAnnotationsLetThrough: KataQuirk = {
  name: 'other-annotations-let-through',
  sentence: 'Annotations that no administrator has enabled are ignored instead of refused.',
  releases: [],
  source: 'synthetic',
  killedBy: 'kata/command-line/annotation-not-enabled-is-refused',
  choices: { refusesOtherAnnotations: false },
};

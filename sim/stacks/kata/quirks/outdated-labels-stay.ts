import type { KataQuirk } from './quirk.js';

/** A feature that is gone keeps its label. */
export const outdatedLabelsStay: KataQuirk = {
  name: 'outdated-labels-stay',
  sentence: 'A feature that is gone keeps its label.',
  releases: [],
  source: 'synthetic',
  killedBy: 'kata/labels/stale-labels-are-removed',
  choices: { removesOutdated: false },
};

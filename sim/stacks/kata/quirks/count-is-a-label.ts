import type { KataQuirk } from './quirk.js';

/** Counts of key IDs become labels, which change with every change of the count. */
export const countIsALabel: KataQuirk = {
  name: 'count-is-a-label',
  sentence: 'Counts of key IDs become labels, which change with every change of the count.',
  releases: [{ product: 'nfd', to: '0.12' }],
  source: 'node-feature-discovery `3320c7447`',
  killedBy: 'kata/labels/counts-are-never-labels',
  choices: { countsAreLabels: true },
};

import type { Quirk } from './quirk.js';

/** Closing a feature gate takes the labels of the technology away. */
export const labelsFollowGates: Quirk = {
  name: 'labels-follow-gates',
  sentence: 'Closing a feature gate takes the labels of the technology away.',
  releases: [],
  source: 'gates and capabilities mixed up; VEP #80, "Node labels are added, no labels are removed"',
  killedBy: 'kubevirt/labels/configuration-keeps-labels',
  choices: { labelsObeyGates: true },
};

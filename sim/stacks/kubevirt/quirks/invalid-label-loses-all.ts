import type { Quirk } from './quirk.js';

/** Without a host model the agent writes labels that end in a slash, and the API server refuses all of them together. */
export const invalidLabelLosesAll: Quirk = {
  name: 'invalid-label-loses-all',
  sentence: 'Without a host model the agent writes labels that end in a slash, and the API server refuses all of them together.',
  releases: [{ product: 'kubevirt' }],
  source: 'kubevirt v1.9 pkg/virt-handler/node-labeller/node_labeller.go (prepareLabels)',
  killedBy: 'kubevirt/labels/stale-labels-are-removed',
  choices: { oneInvalidLabelLosesAll: true },
};

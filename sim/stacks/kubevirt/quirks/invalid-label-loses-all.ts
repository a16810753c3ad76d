import type { Quirk } from './quirk.js';

/** Without a host model the agent writes labels that end in a slash, and the API server refuses all of them together. */
export const invalidLabelLosesAll: Quirk = {
  name: 'invalid-label-loses-all',
  sentence: 'Without a host model the agent writes labels that end in a slash, and the API server refuses all of them together.',
  releases: 'kubevirt up to 1.9',
  source: 'kubevirt v1.9 pkg/virt-handler/node-labeller/node_labeller.go (prepareLabels)',
  killedBy: 'kubevirt/labels/sev-when-launchable',
  needs: 'domain capabilities without a host-model mode',
  choices: { oneInvalidLabelLosesAll: true },
};

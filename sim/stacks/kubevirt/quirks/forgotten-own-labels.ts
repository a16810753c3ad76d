import { isForgottenOwnLabel } from '../label/node-labels.js';
import type { Quirk } from './quirk.js';

/** The labels for Secure Execution and for the CPU vendor are never removed. */
export const forgottenOwnLabels: Quirk = {
  name: 'forgotten-own-labels',
  sentence: 'The labels for Secure Execution and for the CPU vendor are never removed.',
  releases: [{ product: 'kubevirt' }],
  source: 'kubevirt v1.9 pkg/virt-handler/node-labeller/node_labeller.go (nodeLabellerLabels)',
  killedBy: 'kubevirt/labels/stale-labels-are-removed',
  choices: ({ isOwnLabel }) => ({ isOwnLabel: (key) => isOwnLabel(key) && !isForgottenOwnLabel(key) }),
};

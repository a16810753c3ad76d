import type { Quirk } from './quirk.js';

/** Documents are read when the agent's process comes up, and whatever changes later goes unnoticed until the next one. */
export const documentsReadOnce: Quirk = {
  name: 'documents-read-once',
  sentence: "Documents are read when the agent's process comes up, and whatever changes later goes unnoticed until the next one.",
  releases: [{ product: 'kubevirt' }],
  source: 'kubevirt v1.9 pkg/virt-handler/node-labeller/node_labeller.go (newNodeLabeller)',
  killedBy: 'kubevirt/labels/stale-labels-are-removed',
  choices: { documentsReadOnce: true },
};

import type { Quirk } from './quirk.js';

/** A malformed or missing capabilities document ends the agent, and the labels of better days stay on the node. */
export const unreadableDocumentPanics: Quirk = {
  name: 'unreadable-document-panics',
  sentence: 'A malformed or missing capabilities document ends the agent, and the labels of better days stay on the node.',
  releases: [{ product: 'kubevirt' }],
  source: 'kubevirt v1.9 cmd/virt-handler/virt-handler.go',
  killedBy: 'kubevirt/labels/stale-labels-are-removed',
  choices: { unreadableDocumentPanics: true },
};

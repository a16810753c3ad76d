import type { Quirk } from './quirk.js';

/** A host-model mode that names no model ends the agent. */
export const emptyHostModelPanics: Quirk = {
  name: 'empty-host-model-panics',
  sentence: 'A host-model mode that names no model ends the agent.',
  releases: [{ product: 'kubevirt' }],
  source:
    'kubevirt v1.9 pkg/virt-handler/node-labeller/cpu_plugin.go (loadDomCapabilities); until kubevirt@c348c566d3 an index out of range',
  killedBy: 'kubevirt/labels/stale-labels-are-removed',
  choices: { emptyHostModelPanics: true },
};

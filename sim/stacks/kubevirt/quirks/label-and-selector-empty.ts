import type { Quirk } from './quirk.js';

/** The SEV labels are written, and selected, with an empty value: guests find their nodes, people who ask for "true" find none. */
export const labelAndSelectorEmpty: Quirk = {
  name: 'label-and-selector-empty',
  sentence:
    'The SEV labels are written, and selected, with an empty value: guests find their nodes, people who ask for "true" find none.',
  releases: [{ product: 'kubevirt', from: '0.49', to: '1.4' }],
  source:
    'kubevirt before kubevirt@a6aa061fd8: pkg/virt-handler/node-labeller/node_labeller.go, vmi-mutator.go (addNodeSelector)',
  killedBy: 'kubevirt/labels/value-is-true',
  choices: { sevLabelValue: '', sevSelectorValue: '' },
};

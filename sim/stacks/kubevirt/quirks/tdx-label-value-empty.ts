import type { Quirk } from './quirk.js';

/** The TDX label is written, and selected, with an empty value. */
export const tdxLabelValueEmpty: Quirk = {
  name: 'tdx-label-value-empty',
  sentence: 'The TDX label is written, and selected, with an empty value.',
  releases: [{ product: 'intel-fork' }],
  source: 'intel/kubevirt-tdx@51a4ecf07 pkg/virt-handler/node-labeller/node_labeller.go (prepareLabels)',
  killedBy: 'kubevirt/labels/value-is-true',
  choices: { tdxLabelValue: '' },
};

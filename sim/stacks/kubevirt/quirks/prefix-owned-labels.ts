import { beginsLikeOwnLabel } from '../label/node-labels.js';
import type { Quirk } from './quirk.js';

/** The agent deletes every label that begins like one of its own, such as kubevirt.io/tdx-pool. */
export const prefixOwnedLabels: Quirk = {
  name: 'prefix-owned-labels',
  sentence: 'The agent deletes every label that begins like one of its own, such as kubevirt.io/tdx-pool.',
  releases: [{ product: 'kubevirt' }],
  source: 'kubevirt v1.9 pkg/virt-handler/node-labeller/node_labeller.go (isNodeLabellerLabel)',
  killedBy: 'kubevirt/labels/foreign-labels-untouched',
  choices: { isOwnLabel: beginsLikeOwnLabel },
};

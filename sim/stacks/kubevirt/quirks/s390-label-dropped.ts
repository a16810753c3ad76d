import type { Quirk } from './quirk.js';

/** Secure Execution is neither labelled nor selected, so its guests land on nodes that cannot protect them. */
export const s390LabelDropped: Quirk = {
  name: 's390-label-dropped',
  sentence: 'Secure Execution is neither labelled nor selected, so its guests land on nodes that cannot protect them.',
  releases: [{ product: 'kubevirt-main', from: '2025-10-07', to: '2025-10-21' }],
  source: 'kubevirt@a68945cc9c and kubevirt@c0f52b75a2, restored by kubevirt@31bd088d0d',
  killedBy: 'kubevirt/labels/s390-pv-exactly-when-launchable',
  choices: { knowsSecureExecution: false },
};

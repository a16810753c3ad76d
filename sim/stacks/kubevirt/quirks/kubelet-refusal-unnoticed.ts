import type { Quirk } from './quirk.js';

/** A guest whose pod the kubelet refused is shown as if it were still on its way. */
export const kubeletRefusalUnnoticed: Quirk = {
  name: 'kubelet-refusal-unnoticed',
  sentence: 'A guest whose pod the kubelet refused is shown as if it were still on its way.',
  releases: [],
  source: 'a pod that failed before it ran is taken for one that is not there yet',
  killedBy: 'kubevirt/life/kubelet-refusal-is-final',
  choices: { noticesKubeletRefusal: false },
};

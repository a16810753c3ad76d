import type { Quirk } from './quirk.js';

/** A guest whose document libvirt rejects is tried again for ever. */
export const endlessRetryOfHopelessStarts: Quirk = {
  name: 'endless-retry-of-hopeless-starts',
  sentence: 'A guest whose document libvirt rejects is tried again for ever.',
  releases: [{ product: 'kubevirt' }],
  source: 'kubevirt v1.9 pkg/virt-handler/vm.go (handleSyncError)',
  killedBy: 'kubevirt/life/hopeless-start-is-final',
  choices: { recognisesHopelessStarts: false },
};

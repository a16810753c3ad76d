import type { KataQuirk } from './quirk.js';

/** RuntimeClasses of protected pods select every node with Kata, whatever it can do. */
export const classesSelectAnyNode: KataQuirk = {
  name: 'classes-select-any-node',
  sentence: 'RuntimeClasses of protected pods select every node with Kata, whatever it can do.',
  releases: [{ product: 'kata', to: '3.20' }],
  source: 'kata-containers `tools/packaging/kata-deploy/runtimeclasses/kata-qemu-snp.yaml` at d27d8f0057',
  killedBy: 'kata/admission/class-selector-is-merged',
  choices: { classesSelectCapableNodes: false },
};

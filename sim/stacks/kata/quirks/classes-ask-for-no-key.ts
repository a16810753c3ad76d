import type { KataQuirk } from './quirk.js';

/** RuntimeClasses name memory and CPU only, so that more protected pods are placed than there are key IDs. */
export const classesAskForNoKey: KataQuirk = {
  name: 'classes-ask-for-no-key',
  sentence: 'RuntimeClasses name memory and CPU only, so that more protected pods are placed than there are key IDs.',
  releases: [{ product: 'kata', to: '3.24' }],
  source: 'kata-containers 0041891c3a `templates/runtimeclasses.yaml`; 7c6ba40c54 has the key',
  killedBy: 'kata/admission/overhead-takes-a-key',
  choices: { classesAskForKeys: false },
};

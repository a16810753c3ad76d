import type { Quirk } from './quirk.js';

/** A preference cannot say how guests are protected: machines that rely on it run without protection. */
export const preferenceCannotProtect: Quirk = {
  name: 'preference-cannot-protect',
  sentence: 'A preference cannot say how guests are protected: machines that rely on it run without protection.',
  releases: [{ product: 'kubevirt', from: '0.56', to: '1.8' }],
  source: 'KubeVirt v1.8 staging/src/kubevirt.io/api/instancetype/v1beta1/types.go; KubeVirt VEP #285',
  killedBy: 'kubevirt/admission/preference-protects',
  choices: { preferenceCanProtect: false },
};

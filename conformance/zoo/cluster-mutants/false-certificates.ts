import type { ClusterMutant } from './cluster-mutant.js';

/** Every guest that waits is said to wait for a key ID. */
export const falseCertificates: ClusterMutant = {
  name: 'false-certificates',
  sentence: 'Every guest that waits is said to wait for a key ID.',
  killedBy: 'kubevirt/life/waiting-is-certified',
  rules: { certifiesHonestly: false },
};

import type { ClusterMutant } from './cluster-mutant.js';

/** The scheduler counts what a guest claims only once the kubelet has taken its pod. */
export const claimsCountedLate: ClusterMutant = {
  name: 'claims-counted-late',
  sentence: 'The scheduler counts what a guest claims only once the kubelet has taken its pod.',
  killedBy: 'kubevirt/scheduling/never-beyond-keys',
  rules: { countsBoundPods: false },
};
